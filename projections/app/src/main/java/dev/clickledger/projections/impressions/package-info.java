/**
 * Impressions, counted from {@code ad-events}: served and viewable per campaign, ad and business
 * day. The one view that is not built from the event store: traffic may be late, and is counted
 * once.
 */
package dev.clickledger.projections.impressions;
