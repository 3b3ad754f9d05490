/**
 * The one Flink job: it reads what publishers wrote and answers through topics alone. {@link
 * dev.clickledger.stream.ClickledgerJob} is the map of it; a sub-package is a use case.
 */
package dev.clickledger.stream;
