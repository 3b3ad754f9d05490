/** Campaigns are drafted, reviewed, run and changed. */
package dev.clickledger.command.campaigns;
