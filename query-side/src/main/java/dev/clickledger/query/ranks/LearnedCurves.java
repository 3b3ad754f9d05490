package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Traffic curves, read from Redis when they are first asked for and again in a while. Nobody waits
 * for one: until it is there, and while Redis is gone, the last known one will do.
 */
final class LearnedCurves {

    private static final int DAYS_LEARNED_FROM = 7;
    private static final int MOST_KEPT = 16;
    private static final long READ_AGAIN_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<@Nullable RedisLink> link;
    private final Map<LocalDate, Learned> curves = new ConcurrentHashMap<>();

    private record Learned(TrafficCurve curve, long askedAtNanos) {}

    LearnedCurves(Supplier<@Nullable RedisLink> link) {
        this.link = link;
    }

    TrafficCurve of(LocalDate businessDay) {
        Learned known = curves.get(businessDay);
        long now = System.nanoTime();
        if (known == null || now - known.askedAtNanos() > READ_AGAIN_AFTER_NANOS) {
            TrafficCurve last = known == null ? TrafficCurve.UNKNOWN : known.curve();
            if (curves.size() >= MOST_KEPT) {
                curves.clear();
            }
            curves.put(businessDay, new Learned(last, now));
            read(businessDay, now);
            return last;
        }
        return known.curve();
    }

    private void read(LocalDate businessDay, long now) {
        RedisLink open = link.get();
        if (open == null) {
            return;
        }
        List<String> keys =
                LongStream.rangeClosed(1, DAYS_LEARNED_FROM)
                        .mapToObj(before -> RedisKeys.traffic(businessDay.minusDays(before)))
                        .toList();
        open.hashes(
                keys,
                (days, failure) -> {
                    if (days != null) {
                        curves.put(businessDay, new Learned(sum(days), now));
                    }
                });
    }

    private static TrafficCurve sum(List<List<?>> days) {
        var clicks = new long[TrafficCurve.QUARTER_HOURS_OF_A_DAY];
        for (List<?> day : days) {
            for (int i = 0; i < day.size(); i += 2) {
                int quarterHour = Integer.parseInt((String) day.get(i));
                clicks[quarterHour] =
                        Math.addExact(clicks[quarterHour], Long.parseLong((String) day.get(i + 1)));
            }
        }
        return new TrafficCurve(clicks);
    }
}
