/**
 * Invalid traffic: what each pattern is, what the policy says about it, and who gets money back.
 * The duplicate clicks, the oldest of the patterns, have a package of their own.
 */
package dev.clickledger.stream.fraud;
