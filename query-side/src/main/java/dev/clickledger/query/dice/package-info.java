/** Dice that anybody can throw again: the same seed and text fall the same way, always. */
package dev.clickledger.query.dice;
