/**
 * Shopper behaviour played through the public APIs: each device's actions and each advertiser's
 * clicks in the order of the input, everything else side by side.
 */
package dev.clickledger.local.demo.replay;
