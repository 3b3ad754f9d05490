package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One advertiser's campaign. */
public record CampaignId(@JsonValue String value) implements Comparable<CampaignId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CampaignId {
        IdFormat.check("campaign_id", value);
    }

    @Override
    public int compareTo(CampaignId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
