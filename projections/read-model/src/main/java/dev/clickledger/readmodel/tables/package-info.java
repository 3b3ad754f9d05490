/**
 * The read tables, schema {@code views}: immutable entities and read-only repositories. Lists are
 * paged by the key of the last row seen, never by an offset. The projections write the tables
 * without these repositories, in batches.
 */
package dev.clickledger.readmodel.tables;
