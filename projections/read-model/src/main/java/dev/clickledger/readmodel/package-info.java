/**
 * What is read: the keys and values in Redis ({@code redis}, {@code rank}) and the tables of schema
 * {@code views} ({@code tables}, migrations in {@code db/views}). Only the projections write them,
 * everything here can be thrown away and rebuilt from the event store.
 */
package dev.clickledger.readmodel;
