/**
 * How topics are read: a message is acknowledged after the commit of what it led to; what cannot be
 * handled is put aside with its reason, and holds nothing up.
 */
package dev.clickledger.command.messages;
