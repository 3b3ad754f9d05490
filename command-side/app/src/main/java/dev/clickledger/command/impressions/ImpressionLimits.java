package dev.clickledger.command.impressions;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param rememberedAds how many ads a node remembers reports of, and as many event ids: some 400
 *     bytes each. Those it has to forget within their hour cost no more than a duplicate record
 */
@ConfigurationProperties("clickledger.impressions")
record ImpressionLimits(@DefaultValue("200000") long rememberedAds) {}
