/**
 * A shopper's order and which of its purchases are owed to clicks.
 *
 * <p>Every command may come twice, or ten times: a repeat decides nothing ({@link
 * dev.clickledger.domain.order.OrderOutcome#NOTHING_NEW}). Placing is recognised by its content, a
 * cancellation by its event id, a match by its (order, product), and restatements by going down
 * only.
 */
package dev.clickledger.domain.order;
