/**
 * The click charge: each click once, for ever, many of one advertiser in one commit.
 *
 * <p>A click goes from {@link dev.clickledger.command.charge.ClickController} (is the token ours,
 * and fresh?) through {@link dev.clickledger.command.charge.ClickCharger} (its advertiser's
 * mailbox, and from there a batch) to {@link dev.clickledger.command.charge.BatchDecider} (one
 * transaction for the batch).
 */
package dev.clickledger.command.charge;
