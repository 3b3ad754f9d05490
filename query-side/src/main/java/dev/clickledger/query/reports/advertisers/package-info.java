/** Advertisers as they stand. */
package dev.clickledger.query.reports.advertisers;
