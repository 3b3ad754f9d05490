/**
 * Benchmarks. Every case runs beside its peers in the same run, round by round in turn, because the
 * machine is shared and its speed drifts: what counts is the ratio, and the median of the rounds.
 * Nothing depends on this module.
 */
package dev.clickledger.bench;
