package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A rank list and an entry in it. */
@Embeddable
public record RankEntryKey(
        @Column(name = "rank_key") String rankKey, @Column(name = "member") String member) {}
