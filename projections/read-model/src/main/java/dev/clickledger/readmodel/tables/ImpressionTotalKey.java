package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** A campaign, the business day on which its ads were served, and one of its ads. */
@Embeddable
public record ImpressionTotalKey(
        @Column(name = "campaign_id") String campaignId,
        @Column(name = "business_day") LocalDate businessDay,
        @Column(name = "ad_id") String adId) {}
