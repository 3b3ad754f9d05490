/** Commerce tells whether a product can be bought. */
package dev.clickledger.command.products;
