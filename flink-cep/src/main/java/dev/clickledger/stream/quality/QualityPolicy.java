package dev.clickledger.stream.quality;

import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.stream.policy.PolicyFile;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * By which rules quality follows from impressions and clicks. A file with other rules has another
 * version: it is written into every record that they decided.
 *
 * @param version 1 to 40 letters, digits, dots, underscores and hyphens
 * @param intervalMinutes how often it is worked out
 * @param halfLifeHours what is so much older counts for a half
 * @param priorClicks a campaign begins as if it had so many clicks and as many had been expected
 * @param usualCtrMillionths what is expected where nothing was ever shown
 * @param usualCtrImpressions how many impressions of a placement and category weigh as much as that
 * @param lowestPercent the least quality
 * @param highestPercent the most
 * @param largestStepPercent by how much of itself it changes at most at once
 * @param leastChangePercent smaller changes are not told
 */
public record QualityPolicy(
        String version,
        int intervalMinutes,
        int halfLifeHours,
        int priorClicks,
        int usualCtrMillionths,
        int usualCtrImpressions,
        int lowestPercent,
        int highestPercent,
        int largestStepPercent,
        int leastChangePercent)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final PolicyFile<QualityPolicy> FILE =
            new PolicyFile<>("quality policy", "/quality-policy.json", QualityPolicy.class);
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final int NINETY_DAYS_HOURS = 90 * 24;
    private static final int MILLION = 1_000_000;
    private static final int ONE_PERCENT = 100;

    public QualityPolicy {
        if (version == null || !VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "version must be 1 to 40 letters, digits, dots, underscores and hyphens, not "
                            + version);
        }
        between("interval_minutes", intervalMinutes, 1, MINUTES_OF_A_DAY);
        between("half_life_hours", halfLifeHours, 1, NINETY_DAYS_HOURS);
        if (MINUTES_OF_A_DAY % intervalMinutes != 0 || halfLifeHours * 60 % intervalMinutes != 0) {
            throw new IllegalArgumentException(
                    "interval_minutes must divide a day and the half-life without a rest, not be "
                            + intervalMinutes);
        }
        between("prior_clicks", priorClicks, 1, MILLION);
        between("usual_ctr_millionths", usualCtrMillionths, 1, MILLION);
        between("usual_ctr_impressions", usualCtrImpressions, 1, MILLION);
        between(
                "lowest_percent",
                lowestPercent,
                (int) (QualityScore.LEAST * 100 / QualityScore.ONE),
                ONE_PERCENT);
        between(
                "highest_percent",
                highestPercent,
                ONE_PERCENT,
                (int) (QualityScore.MOST * 100 / QualityScore.ONE));
        between("largest_step_percent", largestStepPercent, 1, 50);
        between("least_change_percent", leastChangePercent, 1, largestStepPercent);
    }

    /** The one that is shipped. */
    public static QualityPolicy shipped() {
        return FILE.shipped();
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the file
     */
    public static QualityPolicy ofFile(Path file) {
        return FILE.at(file);
    }

    private static void between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, not %d".formatted(field, least, most, value));
        }
    }

    /**
     * One step from what holds towards what was measured.
     *
     * @param quality in millionths, as the result
     */
    long next(long quality, long measured) {
        long step = quality * largestStepPercent / 100;
        long bounded = Math.clamp(measured, millionths(lowestPercent), millionths(highestPercent));
        return Math.clamp(bounded, quality - step, quality + step);
    }

    boolean isWorthTelling(long quality, long next) {
        return Math.abs(next - quality) * 100 >= quality * leastChangePercent;
    }

    private static long millionths(int percent) {
        return percent * QualityScore.ONE / 100;
    }
}
