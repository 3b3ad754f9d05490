/**
 * Impressions: traffic, not truth. They are checked and go to Kafka; nothing of them is stored
 * here.
 */
package dev.clickledger.command.impressions;
