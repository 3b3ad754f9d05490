package dev.clickledger.query.ranks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param redisTimeoutMillis how long one round trip to Redis may take before the read tables answer
 * @param confirmEveryMillis how often Redis is asked where it is; what it has not confirmed for a
 *     second is not served
 * @param mostLists that are kept in the heap
 * @param mostEntries of all lists that are kept in the heap, about 400 bytes each
 */
@ConfigurationProperties("clickledger.ranks")
record RankSettings(
        @DefaultValue("200") int redisTimeoutMillis,
        @DefaultValue("200") int confirmEveryMillis,
        @DefaultValue("50000") int mostLists,
        @DefaultValue("1000000") int mostEntries) {}
