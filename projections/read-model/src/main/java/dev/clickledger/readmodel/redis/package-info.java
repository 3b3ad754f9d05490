/**
 * The keys of Redis. It has one writer, which sets all keys of a batch and the position they were
 * read at in one script; whoever finds no position finds nothing it may trust.
 */
package dev.clickledger.readmodel.redis;
