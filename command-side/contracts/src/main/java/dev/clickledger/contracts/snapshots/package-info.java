/** States of aggregates as they are stored beside their events: caches, verified by replay. */
@org.jspecify.annotations.NullMarked
package dev.clickledger.contracts.snapshots;
