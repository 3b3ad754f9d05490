/** What the stream job found to be invalid traffic: clicks are given back, marks counted. */
package dev.clickledger.command.compensation;
