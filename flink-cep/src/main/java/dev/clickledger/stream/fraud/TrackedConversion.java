package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.AdEventRecord;
import org.jspecify.annotations.Nullable;

/**
 * A conversion on its way or written.
 *
 * @param releaseMillis when the latest record about it goes on: they keep their order
 * @param live what was written last; absent before its first record has gone on and after its
 *     retraction
 */
public record TrackedConversion(long releaseMillis, @Nullable AdEventRecord live) {}
