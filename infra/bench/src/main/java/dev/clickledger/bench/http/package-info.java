/**
 * A click end to end: POST /v1/clicks of a command side in its own process, beside a bare POST
 * there.
 */
package dev.clickledger.bench.http;
