package dev.clickledger.query.lookup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param adsPerAdvertiser how many ads of one advertiser a page shows at most
 * @param redisTimeoutMillis how long one round trip to Redis may take before the read tables answer
 * @param redisPauseMillis how long Redis is left alone after it failed, before it is tried again
 */
@ConfigurationProperties("clickledger.lookup")
record LookupSettings(
        @DefaultValue("1") int adsPerAdvertiser,
        @DefaultValue("200") int redisTimeoutMillis,
        @DefaultValue("1000") int redisPauseMillis) {}
