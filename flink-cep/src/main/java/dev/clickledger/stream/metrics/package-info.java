/**
 * How ads, campaigns, products, placements and advertisers do: minutes add up what happened to an
 * ad, and everything longer or wider adds up minutes.
 */
package dev.clickledger.stream.metrics;
