/** What has to be done now and then so that the store stays ready and bounded. */
package dev.clickledger.command.upkeep;
