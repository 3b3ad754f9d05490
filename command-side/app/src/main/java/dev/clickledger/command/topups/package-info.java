/** Money paid in: a payment reference credits once, for ever. */
package dev.clickledger.command.topups;
