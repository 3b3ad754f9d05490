/**
 * What happened, line by line, so that an outsider can recompute the account. The lines and their
 * fields are an interface.
 */
package dev.clickledger.local.demo.journal;
