package dev.clickledger.stream.fraud;

import dev.clickledger.stream.duplicates.JudgedClick;
import java.util.List;

/**
 * The latest clicks of a key, as many as its pattern looks at.
 *
 * @param clicks in their order, at least one
 * @param found whether the pattern held with the newest of them
 * @param forgetAtMillis when the timer fires that looks whether they still matter
 */
public record ClickRun(List<JudgedClick> clicks, boolean found, long forgetAtMillis) {

    long newestMillis() {
        return clicks.getLast().click().timeMillis();
    }

    boolean has(JudgedClick click) {
        return clicks.stream()
                .anyMatch(one -> one.click().clickId().equals(click.click().clickId()));
    }
}
