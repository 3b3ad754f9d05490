package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many of an ad's servings in an hour were clicked.
 *
 * @param shown servings that were seen or clicked: who clicks has seen it, whatever became of the
 *     beacon
 * @param firstClicks the first clicks, at most {@link #MOST_CLICKS}, in their order
 */
public record AdShare(
        String adId,
        String campaignId,
        String advertiserId,
        long hourMillis,
        long shown,
        long clicked,
        List<EvidenceClick> firstClicks) {

    static final int MOST_CLICKS = 20;
    static final long HOUR_MILLIS = 3_600_000;

    private static final Comparator<EvidenceClick> IN_ORDER =
            Comparator.comparing(EvidenceClick::timestamp).thenComparing(EvidenceClick::clickId);

    static AdShare nothingOf(Impression impression) {
        return new AdShare(
                impression.adId(),
                impression.campaignId(),
                impression.advertiserId(),
                hour(impression.clickId()),
                0,
                0,
                List.of());
    }

    static AdShare nothingOf(ChargedClick click) {
        return new AdShare(
                click.adId(),
                click.campaignId(),
                click.advertiserId(),
                hour(click.clickId()),
                0,
                0,
                List.of());
    }

    AdShare withShown() {
        return new AdShare(
                adId, campaignId, advertiserId, hourMillis, shown + 1, clicked, firstClicks);
    }

    AdShare withClicked(ChargedClick click) {
        return new AdShare(
                adId,
                campaignId,
                advertiserId,
                hourMillis,
                shown,
                clicked + 1,
                first(
                        firstClicks,
                        List.of(
                                new EvidenceClick(
                                        click.clickId(),
                                        Instant.ofEpochMilli(click.timeMillis())))));
    }

    AdShare with(AdShare other) {
        return new AdShare(
                adId,
                campaignId,
                advertiserId,
                hourMillis,
                shown + other.shown,
                clicked + other.clicked,
                first(firstClicks, other.firstClicks));
    }

    /**
     * The lower end of Wilson's interval for the share: with few servings it is far below what was
     * counted.
     */
    double surelyAbove(double standardDeviations) {
        if (shown == 0) {
            return 0;
        }
        double share = (double) clicked / shown;
        double z2 = standardDeviations * standardDeviations;
        double spread = Math.sqrt(share * (1 - share) / shown + z2 / (4.0 * shown * shown));
        return (share + z2 / (2.0 * shown) - standardDeviations * spread) / (1 + z2 / shown);
    }

    private static List<EvidenceClick> first(List<EvidenceClick> some, List<EvidenceClick> others) {
        List<EvidenceClick> all = new ArrayList<>(some);
        all.addAll(others);
        all.sort(IN_ORDER);
        return all.size() > MOST_CLICKS ? new ArrayList<>(all.subList(0, MOST_CLICKS)) : all;
    }

    private static long hour(String clickId) {
        long served = ServedSlot.servedMillis(clickId);
        return served - Math.floorMod(served, HOUR_MILLIS);
    }
}
