package dev.clickledger.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A rule of the business, applied to one case: a record whose name is the rule as a sentence and
 * whose components are what it looks at.
 */
public interface Rule {

    enum Kind {
        /** The thing is not in a state for it now: an HTTP 409. */
        WRONG_STATE,
        /** What is asked for is not allowed: an HTTP 422. */
        REFUSED
    }

    boolean holds();

    /** For the caller, when the rule does not hold: what is wrong and what to do about it. */
    String advice();

    Kind kind();

    /** The rule's stable name for callers: the sentence in kebab-case. */
    default String name() {
        return WORD.matcher(getClass().getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleViolation if it does not hold
     */
    default void verify() {
        if (!holds()) {
            throw new RuleViolation(this);
        }
    }

    Pattern WORD = Pattern.compile("(?<!^)(?=[A-Z])");
}
