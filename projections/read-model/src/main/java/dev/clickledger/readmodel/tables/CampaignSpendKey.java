package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** A campaign and a business day (ISO date), or {@link #TOTAL}. */
@Embeddable
public record CampaignSpendKey(
        @Column(name = "campaign_id") String campaignId, @Column(name = "day") String day) {

    /** In place of a day: what has been spent ever. */
    public static final String TOTAL = "total";

    public static CampaignSpendKey on(String campaignId, LocalDate businessDay) {
        return new CampaignSpendKey(campaignId, businessDay.toString());
    }

    public static CampaignSpendKey inTotal(String campaignId) {
        return new CampaignSpendKey(campaignId, TOTAL);
    }
}
