/**
 * An ad lookup end to end: GET /v1/ads of a query side in its own process, beside a bare GET there
 * and beside two Vert.x servers.
 */
package dev.clickledger.bench.lookup;
