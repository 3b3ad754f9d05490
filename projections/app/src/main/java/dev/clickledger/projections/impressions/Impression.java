package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A record that counts: an ad was served, or was viewable. Hour and day are those of the lookup,
 * which the click id tells: all that is known of an ad falls on one day, and no client's clock can
 * move it.
 *
 * @param appendedAt by the broker's clock
 */
record Impression(
        ClickId clickId, boolean viewable, CampaignId campaignId, AdId adId, Instant appendedAt) {

    /** What makes it a repeat. */
    record Key(ClickId clickId, boolean viewable) {}

    Key key() {
        return new Key(clickId, viewable);
    }

    Instant hour() {
        return clickId.mintedAt().truncatedTo(ChronoUnit.HOURS);
    }

    LocalDate businessDay() {
        return BusinessDays.SEOUL.of(clickId.mintedAt());
    }
}
