package dev.clickledger.stream.duplicates;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.stream.intake.ChargedClick;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The five minutes [start, end) that a charged click opened.
 *
 * @param messages already sent about this window
 * @param unsent duplicates found since the last of them
 */
public record OpenWindow(
        String firstClickId,
        String advertiserId,
        String campaignId,
        long startMillis,
        long endMillis,
        int messages,
        int unsent) {

    public static final Duration LENGTH = Duration.ofMinutes(5);

    private static final Comparator<ChargedClick> IN_ORDER =
            Comparator.comparingLong(ChargedClick::timeMillis).thenComparing(ChargedClick::clickId);

    static OpenWindow openedBy(ChargedClick click) {
        return new OpenWindow(
                click.clickId(),
                click.advertiserId(),
                click.campaignId(),
                click.timeMillis(),
                click.timeMillis() + LENGTH.toMillis(),
                0,
                0);
    }

    boolean isOverAt(long millis) {
        return millis >= endMillis;
    }

    /**
     * True within the window, and within as much before it: a late click that close to the first
     * one would have been it, and the first its duplicate. One of the two is owed back either way.
     */
    boolean makesADuplicateOf(ChargedClick click) {
        return click.timeMillis() < endMillis
                && click.timeMillis() > startMillis - LENGTH.toMillis();
    }

    OpenWindow withOneMore() {
        return new OpenWindow(
                firstClickId,
                advertiserId,
                campaignId,
                startMillis,
                endMillis,
                messages,
                unsent + 1);
    }

    OpenWindow afterMessage() {
        return new OpenWindow(
                firstClickId, advertiserId, campaignId, startMillis, endMillis, messages + 1, 0);
    }

    CompensationRecord compensation(DeviceAd key, List<ChargedClick> duplicates) {
        List<ChargedClick> inOrder = duplicates.stream().sorted(IN_ORDER).toList();
        return new CompensationRecord(
                Instant.ofEpochMilli(endMillis),
                "dup-" + firstClickId + (messages == 0 ? "" : "-" + (messages + 1)),
                advertiserId,
                campaignId,
                key.adId(),
                key.deviceId(),
                inOrder.size(),
                inOrder.stream().mapToLong(ChargedClick::actualPrice).reduce(0, Math::addExact),
                inOrder.stream().map(c -> Instant.ofEpochMilli(c.timeMillis())).toList(),
                inOrder.stream().map(ChargedClick::clickId).toList(),
                CompensationRecord.FIVE_MINUTES,
                CompensationRecord.DUPLICATE_CLICK_DETECTED,
                CompensationRecord.BALANCE_REFUND);
    }
}
