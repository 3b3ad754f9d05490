/** Sellers sign up and are reviewed. */
package dev.clickledger.command.advertisers;
