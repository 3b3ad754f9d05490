/**
 * Event store → Redis, read tables and topics. A package is a view ({@code live}, {@code
 * readtables}) or a family of topics ({@code publishing}); {@code subscription} reads the events
 * for each of them, {@code catalogue} folds what several of them need to know of campaigns.
 */
package dev.clickledger.projections;
