/**
 * An advertiser's money: opened at registration, topped up, charged click by click, refunded.
 *
 * <p>Charging is a group commit ({@link dev.clickledger.domain.balance.ChargeClicks}): one command,
 * one transaction, one event and one outcome per click. Decline reasons come in the fixed order of
 * {@link dev.clickledger.contracts.events.DeclineReason}; an advertiser that is not approved, or
 * rejected, counts as suspended, a campaign without a limit as ended.
 */
package dev.clickledger.domain.balance;
