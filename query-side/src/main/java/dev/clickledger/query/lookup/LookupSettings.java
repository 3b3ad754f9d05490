package dev.clickledger.query.lookup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param clickDelaySeconds how long after its lookup an ad is clicked on average, and the click
 *     seen in the ranks' amounts
 * @param mostCampaignsInFlight campaigns, and advertisers, whose clicks under way are kept in mind
 */
@ConfigurationProperties("clickledger.lookup")
record LookupSettings(
        @DefaultValue("30") int clickDelaySeconds,
        @DefaultValue("100000") int mostCampaignsInFlight) {}
