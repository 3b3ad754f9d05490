/**
 * Event store → topics: one subscription a topic, strictly in order. Publishers are not views: they
 * never reset.
 */
package dev.clickledger.projections.publishing;
