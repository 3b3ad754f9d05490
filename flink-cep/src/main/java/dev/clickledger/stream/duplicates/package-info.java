/** Charged clicks that are owed back: several of one device on one ad within five minutes. */
package dev.clickledger.stream.duplicates;
