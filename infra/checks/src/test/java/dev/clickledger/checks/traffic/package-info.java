/**
 * Impressions from clients to totals, while the processes between them die: what was reported is
 * counted, once.
 */
package dev.clickledger.checks.traffic;
