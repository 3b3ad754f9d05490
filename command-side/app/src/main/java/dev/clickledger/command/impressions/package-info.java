/**
 * Impressions: traffic, not truth. They are checked, repeats are dropped, and they go to Kafka
 * under ids of their own; nothing of them is stored here.
 */
package dev.clickledger.command.impressions;
