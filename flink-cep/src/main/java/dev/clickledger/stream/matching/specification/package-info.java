/**
 * What matching means, as a CEP pattern. The job does not run it; tests hold the running operator
 * equal to it, and a benchmark measures both.
 */
package dev.clickledger.stream.matching.specification;
