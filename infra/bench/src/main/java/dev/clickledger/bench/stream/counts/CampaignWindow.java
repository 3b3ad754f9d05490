package dev.clickledger.bench.stream.counts;

import java.io.Serializable;
import java.time.Duration;

/** Ten seconds of a campaign. */
public record CampaignWindow(String campaignId, long startMillis) implements Serializable {

    static final Duration SIZE = Duration.ofSeconds(10);

    static CampaignWindow at(String campaignId, long timeMillis) {
        return new CampaignWindow(campaignId, timeMillis - timeMillis % SIZE.toMillis());
    }
}
