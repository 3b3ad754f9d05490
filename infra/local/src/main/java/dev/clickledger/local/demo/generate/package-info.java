/** A day of shoppers made from a seed, for a demo without an input. */
package dev.clickledger.local.demo.generate;
