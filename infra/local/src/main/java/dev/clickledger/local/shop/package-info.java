/**
 * A shop to try the ads with, as a customer of Clickledger would build one: its pages are plain
 * HTML, its ads come from the snippet {@code /v1/ads.js}, its orders are sent by its backend, and
 * all it knows of Clickledger is the public API. Served on the loopback address alone.
 */
package dev.clickledger.local.shop;
