/**
 * The command side: the admin API, the click charge, the intake of impressions and orders, and the
 * consumers that turn the stream job's verdicts into commands. A package is a use case.
 */
package dev.clickledger.command;
