/** What an order must never do: one record a rule, named as a sentence. */
package dev.clickledger.domain.order.rules;
