package dev.clickledger.query.ranks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param redisTimeoutMillis how long one round trip to Redis may take before the read tables answer
 * @param redisPauseMillis the longest pause between attempts to reach Redis after it failed
 */
@ConfigurationProperties("clickledger.ranks")
record RankSettings(
        @DefaultValue("200") int redisTimeoutMillis, @DefaultValue("1000") int redisPauseMillis) {}
