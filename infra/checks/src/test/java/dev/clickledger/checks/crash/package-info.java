/**
 * Real processes die in mid-work, again and again, while shoppers click: nothing that was
 * acknowledged is lost, nothing happens twice, and charging goes on soon.
 */
package dev.clickledger.checks.crash;
