package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pattern that a few clicks of a key, one after the other, make or do not make. All charged
 * clicks count, duplicates too: that somebody got their money back does not make them a shopper's.
 */
interface RunPattern extends Serializable {

    Comparator<JudgedClick> IN_ORDER =
            Comparator.<JudgedClick>comparingLong(judged -> judged.click().timeMillis())
                    .thenComparing(judged -> judged.click().clickId());

    FraudPattern pattern();

    FraudPolicy.Rule rule();

    /** How many clicks make it. */
    int length();

    /** How long a click can still be part of it when none follows. */
    Duration patience();

    /** How far its first and its last click can be from each other. */
    default Duration span() {
        return patience();
    }

    /** As {@code detection_window} says it. */
    String window();

    /** Whether these clicks, in their order and at most {@link #length()}, make it. */
    boolean isMadeBy(List<JudgedClick> clicks);

    String explain(List<JudgedClick> clicks);

    /** Clicks that a newer one leaves without meaning. */
    default boolean replaces(JudgedClick newer, JudgedClick older) {
        return false;
    }

    /** The latest clicks when one more has come. */
    default List<JudgedClick> with(JudgedClick click, List<JudgedClick> before) {
        List<JudgedClick> now = new ArrayList<>(before.size() + 1);
        for (JudgedClick older : before) {
            if (!replaces(click, older)) {
                now.add(older);
            }
        }
        boolean inOrder = now.isEmpty() || IN_ORDER.compare(now.getLast(), click) < 0;
        now.add(click);
        if (!inOrder) {
            now.sort(IN_ORDER);
        }
        return now.size() > length()
                ? new ArrayList<>(now.subList(now.size() - length(), now.size()))
                : now;
    }

    static long spanMillis(List<JudgedClick> clicks) {
        return clicks.getLast().click().timeMillis() - clicks.getFirst().click().timeMillis();
    }
}
