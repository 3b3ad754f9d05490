/** Campaigns as they stand, and how they perform. */
package dev.clickledger.query.reports.campaigns;
