/**
 * A sandbox has a clock that only moves forward, and only when somebody moves it: what a request
 * says is "now" must be after it.
 */
package dev.clickledger.command.sandbox;
