/**
 * Benchmarks. Every case runs beside its peers in the same process, round by round in turn, because the machine is shared and its speed
 * drifts: what counts is the ratio, and the median of the rounds.
 */
package dev.clickledger.bench;
