package dev.clickledger.stream.policy;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.FraudVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads a {@link FraudPolicy} and refuses one that the job cannot live with, naming the field. */
public final class FraudPolicyFile {

    private static final String SHIPPED = "/fraud-policy.json";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** A pattern keeps so many clicks of a key, and looks at all of them for every click. */
    private static final int MOST_CLICKS = 100;

    private final String file;

    private FraudPolicyFile(String file) {
        this.file = file;
    }

    /** What we ship. */
    public static FraudPolicy shipped() {
        try (InputStream json = FraudPolicyFile.class.getResourceAsStream(SHIPPED)) {
            if (json == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return parse(SHIPPED, new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @throws IllegalArgumentException when it cannot be read or says what it may not
     */
    public static FraudPolicy at(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    static FraudPolicy parse(String file, String json) {
        FraudPolicy policy;
        try {
            policy = ContractJson.strict().readValue(json, FraudPolicy.class);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException(
                    "%s: %s %s".formatted(file, path(wrong), reason(wrong)), wrong);
        }
        var check = new FraudPolicyFile(file);
        check.all(check.given("the policy", policy));
        return policy;
    }

    private void all(FraudPolicy policy) {
        if (!VERSION.matcher(given("version", policy.version())).matches()) {
            throw wrong("version", "must be 1 to 32 letters, digits, dots, _ or -");
        }
        duplicates("duplicate_click", policy.duplicateClick());
        flood("click_flood", policy.clickFlood());
        robots("robotic_intervals", policy.roboticIntervals());
        campaigns("many_campaigns", policy.manyCampaigns());
        session("session_clicks", policy.sessionClicks());
        fast("fast_click", policy.fastClick());
        onlyMarks("click_without_impression", policy.clickWithoutImpression());
        ctr("high_ctr", policy.highCtr());
    }

    private void duplicates(String name, FraudPolicy.@Nullable DuplicateClick rule) {
        var given = rule(name, rule);
        if (given.verdict() != FraudVerdict.REFUND) {
            throw wrong(name + ".verdict", "must be REFUND");
        }
        between(name + ".window_minutes", given.windowMinutes(), 1, 60);
    }

    private void flood(String name, FraudPolicy.@Nullable ClickFlood rule) {
        var given = rule(name, rule);
        between(name + ".more_than_clicks", given.moreThanClicks(), 2, MOST_CLICKS);
        between(name + ".window_minutes", given.windowMinutes(), 1, MINUTES_OF_A_DAY);
    }

    private void robots(String name, FraudPolicy.@Nullable RoboticIntervals rule) {
        var given = rule(name, rule);
        between(name + ".clicks", given.clicks(), 5, MOST_CLICKS);
        between(name + ".variation_percent", given.variationPercent(), 0, 50);
        between(name + ".longest_interval_minutes", given.longestIntervalMinutes(), 1, 120);
    }

    private void campaigns(String name, FraudPolicy.@Nullable ManyCampaigns rule) {
        var given = rule(name, rule);
        between(name + ".more_than_campaigns", given.moreThanCampaigns(), 2, MOST_CLICKS);
        between(name + ".window_minutes", given.windowMinutes(), 1, MINUTES_OF_A_DAY);
    }

    private void session(String name, FraudPolicy.@Nullable SessionClicks rule) {
        var given = rule(name, rule);
        between(name + ".more_than_clicks", given.moreThanClicks(), 2, MOST_CLICKS);
        between(name + ".window_minutes", given.windowMinutes(), 1, MINUTES_OF_A_DAY);
    }

    private void fast(String name, FraudPolicy.@Nullable FastClick rule) {
        between(name + ".within_millis", onlyMarks(name, rule).withinMillis(), 1, 60_000);
    }

    private void ctr(String name, FraudPolicy.@Nullable HighCtr rule) {
        var given = onlyMarks(name, rule);
        between(name + ".above_percent", given.abovePercent(), 1, 99);
        between(name + ".standard_deviations", given.standardDeviations(), 1, 10);
    }

    private <R extends FraudPolicy.Rule> R onlyMarks(String name, @Nullable R rule) {
        R given = rule(name, rule);
        if (given.verdict() != FraudVerdict.MARK) {
            throw wrong(
                    name + ".verdict", "must be MARK: impressions are a client's word, no money");
        }
        return given;
    }

    private <R extends FraudPolicy.Rule> R rule(String name, @Nullable R rule) {
        R given = given(name, rule);
        given(name + ".traffic_class", given.trafficClass());
        given(name + ".verdict", given.verdict());
        return given;
    }

    private <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw wrong(field, "is missing");
        }
        return value;
    }

    private void between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(field, "must be %d to %d, not %d".formatted(least, most, value));
        }
    }

    private IllegalArgumentException wrong(String field, String what) {
        return new IllegalArgumentException("%s: %s %s".formatted(file, field, what));
    }

    private static String reason(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown -> "is not known";
            case MismatchedInputException mismatch when mismatch.getTargetType() == int.class ->
                    "must be a whole number";
            case MismatchedInputException mismatch when mismatch.getTargetType().isEnum() ->
                    "must be one of "
                            + Arrays.toString(mismatch.getTargetType().getEnumConstants());
            default -> "is not understood: " + wrong.getOriginalMessage();
        };
    }

    /** As the fields are called in the file. */
    private static String path(JacksonException wrong) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "the policy" : path.toString();
    }
}
