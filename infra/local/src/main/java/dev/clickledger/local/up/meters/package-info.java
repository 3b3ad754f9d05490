/** Flink's own metrics and the job's, in the registry that Prometheus asks. */
package dev.clickledger.local.up.meters;
