/**
 * The query side: what commerce, admins and auditors read. It writes nothing: every number here is
 * a view of the event store, or the store itself.
 */
package dev.clickledger.query;
