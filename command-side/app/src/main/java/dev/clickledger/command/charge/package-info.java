/**
 * The click charge: each click once, for ever, many of one advertiser in one commit.
 *
 * <p>A click goes from {@link dev.clickledger.command.charge.ClickController} (is the token ours,
 * and fresh?) through {@link dev.clickledger.command.charge.ClickCharger} (a mailbox for each
 * advertiser) to {@link dev.clickledger.command.charge.BatchDecider} (one transaction for what the
 * mailbox held).
 */
package dev.clickledger.command.charge;
