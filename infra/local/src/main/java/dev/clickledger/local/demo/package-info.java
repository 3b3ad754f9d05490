/**
 * The demo: sets up a market, replays shopper behaviour through the public APIs, waits until every
 * window and topic is drained, and checks the books.
 */
package dev.clickledger.local.demo;
