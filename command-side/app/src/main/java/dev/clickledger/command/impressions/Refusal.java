package dev.clickledger.command.impressions;

import dev.clickledger.http.ProblemType;
import java.util.Locale;

/** Why an event was not taken, as metrics tell it. */
enum Refusal {
    MALFORMED,
    FORGED_TOKEN,
    EXPIRED_TOKEN,
    WRONG_TIME,
    OTHER_DEVICE;

    /** What an ad token was refused for. */
    static Refusal of(ProblemType token) {
        return switch (token) {
            case FORGED_TOKEN -> FORGED_TOKEN;
            case EXPIRED_TOKEN -> EXPIRED_TOKEN;
            default -> WRONG_TIME;
        };
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
