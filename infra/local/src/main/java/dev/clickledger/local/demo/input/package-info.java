/** The shopper behaviour to replay: a CSV file, read row by row and checked column by column. */
package dev.clickledger.local.demo.input;
