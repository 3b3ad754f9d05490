/** From topics to clicks and orders: read, checked, told apart from heartbeats, free of repeats. */
package dev.clickledger.stream.intake;
