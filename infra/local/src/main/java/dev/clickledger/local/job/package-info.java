/** {@code ./clickledger job}: the stream job's state kept and restored, and what it left out. */
package dev.clickledger.local.job;
