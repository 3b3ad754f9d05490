/**
 * What the stream job counts of campaigns' budgets, and what was found to be off, becomes events of
 * campaigns: alerts, pauses until the next day, corrections.
 */
package dev.clickledger.command.budget;
