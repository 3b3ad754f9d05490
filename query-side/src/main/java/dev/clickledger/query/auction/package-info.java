/** Who is shown, in which order, and what each pays: pure integer arithmetic. */
package dev.clickledger.query.auction;
