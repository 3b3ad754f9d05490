/**
 * Reads the event store for the views: each subscription in its own thread, in order, in slices, by
 * one instance at a time. A subscriber keeps its position with what it writes, and a write that
 * does not go on from that position changes nothing; so neither a repeat nor a second instance can
 * do harm.
 */
package dev.clickledger.projections.subscription;
