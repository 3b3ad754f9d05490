/** How fast a projection is built again from the first event. */
package dev.clickledger.bench.replay;
