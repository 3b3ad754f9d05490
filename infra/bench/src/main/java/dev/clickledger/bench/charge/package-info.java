/** How fast clicks are charged, durably, beside those who could do it otherwise. */
package dev.clickledger.bench.charge;
