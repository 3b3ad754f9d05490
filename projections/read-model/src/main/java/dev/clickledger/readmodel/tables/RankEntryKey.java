package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A rank list and an ad in it. */
@Embeddable
public record RankEntryKey(
        @Column(name = "rank_key") String rankKey, @Column(name = "ad_id") String adId) {}
