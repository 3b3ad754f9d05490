package dev.clickledger.stream.policy;

import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.contracts.topics.TrafficClass;
import java.io.Serializable;

/**
 * The thresholds of all patterns, and what follows from each. A file in JSON says them ({@link
 * FraudPolicyFile}); verdicts carry its version.
 *
 * <p>Only what can be told from charged clicks alone may be refunded: they are in the event store,
 * and an auditor finds the same. Impressions are a client's word.
 */
public record FraudPolicy(
        String version,
        DuplicateClick duplicateClick,
        ClickFlood clickFlood,
        RoboticIntervals roboticIntervals,
        ManyCampaigns manyCampaigns,
        SessionClicks sessionClicks,
        FastClick fastClick,
        ClickWithoutImpression clickWithoutImpression,
        HighCtr highCtr)
        implements Serializable {

    /** What every pattern has. */
    public sealed interface Rule extends Serializable {

        TrafficClass trafficClass();

        FraudVerdict verdict();
    }

    /** Clicks of a device on an ad in [t, t + window) after the one at t. */
    public record DuplicateClick(TrafficClass trafficClass, FraudVerdict verdict, int windowMinutes)
            implements Rule {}

    /** More clicks of a device on an ad, all within less than the window. */
    public record ClickFlood(
            TrafficClass trafficClass, FraudVerdict verdict, int moreThanClicks, int windowMinutes)
            implements Rule {}

    /**
     * So many clicks of a device one after the other whose intervals hardly differ: their standard
     * deviation is at most that share of their mean, and none is longer than that.
     */
    public record RoboticIntervals(
            TrafficClass trafficClass,
            FraudVerdict verdict,
            int clicks,
            int variationPercent,
            int longestIntervalMinutes)
            implements Rule {}

    /** A device's clicks on more different campaigns, all within less than the window. */
    public record ManyCampaigns(
            TrafficClass trafficClass,
            FraudVerdict verdict,
            int moreThanCampaigns,
            int windowMinutes)
            implements Rule {}

    /** More clicks of a device in one session, all within less than the window. */
    public record SessionClicks(
            TrafficClass trafficClass, FraudVerdict verdict, int moreThanClicks, int windowMinutes)
            implements Rule {}

    /** A click at most so long after its ad's impression. */
    public record FastClick(TrafficClass trafficClass, FraudVerdict verdict, int withinMillis)
            implements Rule {}

    /** A click whose ad has no impression when its token's life is over. */
    public record ClickWithoutImpression(TrafficClass trafficClass, FraudVerdict verdict)
            implements Rule {}

    /**
     * Of the ads served in an hour, more are clicked than that share, and surely so: the lower end
     * of Wilson's interval for so many standard deviations is above it.
     */
    public record HighCtr(
            TrafficClass trafficClass,
            FraudVerdict verdict,
            int abovePercent,
            int standardDeviations)
            implements Rule {}
}
