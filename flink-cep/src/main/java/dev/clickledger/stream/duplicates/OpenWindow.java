package dev.clickledger.stream.duplicates;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.Verdicts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The minutes [start, end) that a charged click opened.
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

    private static final Comparator<ChargedClick> IN_ORDER =
            Comparator.comparingLong(ChargedClick::timeMillis).thenComparing(ChargedClick::clickId);

    static OpenWindow openedBy(ChargedClick click, FraudPolicy.DuplicateClick rule) {
        return new OpenWindow(
                click.clickId(),
                click.advertiserId(),
                click.campaignId(),
                click.timeMillis(),
                click.timeMillis() + Duration.ofMinutes(rule.windowMinutes()).toMillis(),
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
                && click.timeMillis() > startMillis - (endMillis - startMillis);
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

    CompensationRecord compensation(FraudPolicy policy, List<ChargedClick> duplicates) {
        long minutes = Duration.ofMillis(endMillis - startMillis).toMinutes();
        return Verdicts.record(
                policy,
                FraudPattern.DUPLICATE_CLICK,
                policy.duplicateClick(),
                firstClickId + (messages == 0 ? "" : "-" + (messages + 1)),
                endMillis,
                minutes + "_MINUTES",
                duplicates.stream().sorted(IN_ORDER).toList(),
                "clicks of one device on one ad within %d minutes of %s"
                        .formatted(minutes, firstClickId),
                null);
    }
}
