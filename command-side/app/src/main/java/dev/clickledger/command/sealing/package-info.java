/** Seals events while the command side runs, see {@code dev.clickledger.eventstore.sealing}. */
package dev.clickledger.command.sealing;
