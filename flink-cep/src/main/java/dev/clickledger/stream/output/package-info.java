/** Results as topic records. */
package dev.clickledger.stream.output;
