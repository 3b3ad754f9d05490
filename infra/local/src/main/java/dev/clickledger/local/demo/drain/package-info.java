/**
 * Waits until everything that was sent has become everything that it leads to. It looks behind the
 * public APIs for that, and only reads.
 */
package dev.clickledger.local.demo.drain;
