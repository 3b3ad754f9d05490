package dev.clickledger.stream.quality;

import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.metrics.AdMinute;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Quality as a batch would work it out from all minutes that came, each time from the first: no
 * state, no streams, no sums kept. Shares no code with the job but its types.
 */
final class QualityOracle {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** A minute, and how far event time was when it came. */
    record Arrived(AdMinute minute, long watermark) {}

    /** One that counts, from the end of interval {@code from} on. */
    private record Counted(
            String campaign, Place place, long interval, long from, long[] amounts) {}

    private final QualityPolicy policy;
    private final long intervalMillis;
    private final int intervalsAHalfLife;
    private final List<Counted> counted = new ArrayList<>();
    final List<QualityRecord> told = new ArrayList<>();

    QualityOracle(QualityPolicy policy, List<Arrived> arrived, long until) {
        this.policy = policy;
        this.intervalMillis = policy.intervalMinutes() * 60_000L;
        this.intervalsAHalfLife = policy.halfLifeHours() * 60 / policy.intervalMinutes();
        for (Arrived each : arrived) {
            count(each);
        }
        var campaigns = new TreeSet<String>();
        counted.forEach(each -> campaigns.add(each.campaign()));
        long first = counted.stream().mapToLong(Counted::from).min().orElse(0);
        for (String campaign : campaigns) {
            follow(campaign, first, Math.floorDiv(until + 1, intervalMillis) - 1);
        }
    }

    private void count(Arrived each) {
        AdMinute m = each.minute();
        long clicks = m.change().clicks() - m.change().invalidClicks();
        if (m.change().impressions() != 0 || clicks != 0) {
            long interval = Math.floorDiv(m.minuteMillis(), intervalMillis);
            long present = Math.floorDiv(each.watermark() + 1, intervalMillis);
            counted.add(
                    new Counted(
                            m.campaignId(),
                            new Place(m.placement(), m.category()),
                            interval,
                            Math.max(interval, present),
                            new long[] {m.change().impressions(), clicks}));
        }
    }

    private void follow(String campaign, long first, long last) {
        long quality = 1_000_000;
        List<Counted> own =
                counted.stream().filter(each -> each.campaign().equals(campaign)).toList();
        for (long now = first; now <= last; now++) {
            long t = now;
            boolean seen = own.stream().anyMatch(each -> each.from() == t);
            boolean known =
                    own.stream().anyMatch(each -> each.from() <= t && weight(each, t).signum() > 0);
            if (seen || !known) {
                QualityRecord next = next(campaign, own, t, quality, known);
                if (next != null) {
                    told.add(next);
                    quality = next.quality();
                }
            }
        }
    }

    private QualityRecord next(
            String campaign, List<Counted> own, long now, long quality, boolean known) {
        BigInteger one = unit(now);
        BigInteger impressions = BigInteger.ZERO;
        BigInteger clicks = BigInteger.ZERO;
        BigInteger expected = BigInteger.ZERO;
        Map<Place, Long> seenThere = new HashMap<>();
        for (Counted each : own) {
            if (each.from() <= now && weight(each, now).signum() > 0) {
                seenThere.merge(each.place(), each.from(), Math::max);
            }
        }
        for (Place place : seenThere.keySet()) {
            BigInteger[] sums = sums(own, place, now);
            impressions = impressions.add(sums[0]);
            clicks = clicks.add(sums[1]);
            long ctr = expectedCtr(place, seenThere.get(place));
            expected = expected.add(sums[0].multiply(BigInteger.valueOf(ctr)));
        }
        BigInteger prior = one.multiply(BigInteger.valueOf(policy.priorClicks()));
        long measured =
                clicks.add(prior)
                        .multiply(MILLION)
                        .multiply(MILLION)
                        .divide(expected.add(prior.multiply(MILLION)))
                        .longValueExact();
        long step = quality * policy.largestStepPercent() / 100;
        long next =
                Math.max(
                        policy.lowestPercent() * 10_000L,
                        Math.min(policy.highestPercent() * 10_000L, measured));
        next = Math.max(quality - step, Math.min(quality + step, next));
        boolean enough = Math.abs(next - quality) * 100 >= quality * policy.leastChangePercent();
        if (next == quality || (known && !enough)) {
            return null;
        }
        Instant at = Instant.ofEpochMilli((now + 1) * intervalMillis);
        return new QualityRecord(
                "qly-" + campaign + "-" + at.getEpochSecond(),
                campaign,
                at,
                next,
                quality,
                measured,
                impressions.divide(one).longValueExact(),
                clicks.divide(one).longValueExact(),
                impressions.signum() == 0 ? 0 : expected.divide(impressions).longValueExact(),
                policy.version());
    }

    private long expectedCtr(Place place, long now) {
        BigInteger[] sums = sums(counted, place, now);
        BigInteger usual = unit(now).multiply(BigInteger.valueOf(policy.usualCtrImpressions()));
        return sums[1].multiply(MILLION)
                .add(usual.multiply(BigInteger.valueOf(policy.usualCtrMillionths())))
                .divide(sums[0].add(usual))
                .max(BigInteger.ONE)
                .longValueExact();
    }

    /** Impressions and clicks: never fewer of those than of these, and these never below none. */
    private BigInteger[] sums(List<Counted> of, Place place, long now) {
        BigInteger impressions = BigInteger.ZERO;
        BigInteger clicks = BigInteger.ZERO;
        for (Counted each : of) {
            if (each.place().equals(place) && each.from() <= now) {
                BigInteger weight = weight(each, now);
                impressions =
                        impressions.add(weight.multiply(BigInteger.valueOf(each.amounts()[0])));
                clicks = clicks.add(weight.multiply(BigInteger.valueOf(each.amounts()[1])));
            }
        }
        clicks = clicks.max(BigInteger.ZERO);
        return new BigInteger[] {impressions.max(clicks), clicks};
    }

    /** Halved once for each half-life between; nothing after eight. */
    private BigInteger weight(Counted each, long now) {
        long halvings =
                Math.floorDiv(now, intervalsAHalfLife)
                        - Math.floorDiv(each.interval(), intervalsAHalfLife);
        return halvings >= 8
                ? BigInteger.ZERO
                : inEra(each.interval()).shiftLeft(7 - (int) halvings);
    }

    private BigInteger unit(long now) {
        return inEra(now).shiftLeft(7);
    }

    private BigInteger inEra(long interval) {
        double since = Math.floorMod(interval, intervalsAHalfLife) / (double) intervalsAHalfLife;
        return BigInteger.valueOf(Math.round(StrictMath.pow(2, since) * 1_048_576));
    }

    static final Comparator<QualityRecord> IN_ORDER =
            Comparator.comparing(QualityRecord::campaignId).thenComparing(QualityRecord::timestamp);
}
