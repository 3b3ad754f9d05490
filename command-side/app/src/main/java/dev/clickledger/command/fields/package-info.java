/** What a field of a request must look like, each with the sentence that a caller reads. */
package dev.clickledger.command.fields;
