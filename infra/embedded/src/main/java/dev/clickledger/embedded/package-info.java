/**
 * Real PostgreSQL, Redis and Kafka on this machine from Maven artifacts: no container engine, no
 * installed server, root or not. Used by {@code up}, by {@code demo} and by every test that wants
 * real parts. Everything listens on the loopback address only.
 */
package dev.clickledger.embedded;
