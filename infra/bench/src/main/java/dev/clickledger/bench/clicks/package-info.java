/**
 * The clicks that all contenders charge: prepared before the clock runs, the same for everybody.
 */
package dev.clickledger.bench.clicks;
