/** What moved an advertiser's money, and what is left of it. */
package dev.clickledger.query.reports.ledger;
