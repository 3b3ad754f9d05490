/** The command line: one program for all that a person does with Clickledger on one machine. */
package dev.clickledger.local;
