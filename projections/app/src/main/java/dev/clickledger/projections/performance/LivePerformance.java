package dev.clickledger.projections.performance;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.readmodel.redis.PerformanceKeys;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The windows in Redis that somebody looks at now, in a database of their own: views of the event
 * store are built anew and change places, this is not one.
 *
 * <p>What makes it idempotent: a key is only ever replaced by a later window or a higher revision.
 * Everything expires, by how old the window was in event time when it was told.
 */
final class LivePerformance {

    private static final RedisScript<String> STORE =
            RedisScript.of(new ClassPathResource("store.lua", LivePerformance.class), String.class);

    /** A longer script call would keep lookups waiting. */
    private static final int MOST_WRITES_PER_CALL = 200;

    private static final Duration MINUTE_LIVES = Duration.ofMinutes(10);
    private static final Duration FIVE_MINUTES_LIVE = Duration.ofMinutes(15);

    /** From its start, so that tomorrow's hour never meets today's. */
    private static final Duration HOUR_LIVES = Duration.ofHours(23);

    private static final Duration TODAY_LIVES = Duration.ofDays(1);
    private static final Duration DAY_LIVES = Duration.ofDays(8);

    private final StringRedisTemplate redis;

    LivePerformance(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void store(Collection<PerformanceRecord> records) {
        List<Object> writes = new ArrayList<>();
        for (PerformanceRecord record : records) {
            add(record, writes);
            if (writes.size() >= MOST_WRITES_PER_CALL) {
                call(writes);
                writes.clear();
            }
        }
        if (!writes.isEmpty()) {
            call(writes);
        }
    }

    private void call(List<Object> writes) {
        redis.execute(
                STORE,
                List.of(),
                Integer.toString(RedisKeys.PERFORMANCE),
                ContractJson.strict().writeValueAsString(writes));
    }

    private static void add(PerformanceRecord record, List<Object> writes) {
        String id = record.entityId();
        boolean ad = record.entity() == MetricEntity.AD;
        boolean adOrCampaign = ad || record.entity() == MetricEntity.CAMPAIGN;
        switch (record.window()) {
            case ONE_MINUTE -> {
                if (ad) {
                    add(
                            PerformanceKeys.adMinute(id),
                            record,
                            fromEnd(record, MINUTE_LIVES),
                            writes);
                }
            }
            case FIVE_MINUTES -> {
                if (record.entity() == MetricEntity.PRODUCT) {
                    Instant until = fromEnd(record, FIVE_MINUTES_LIVE);
                    add(PerformanceKeys.productCtr(id), record, until, writes);
                }
            }
            case ONE_HOUR -> {
                if (adOrCampaign) {
                    Instant until = record.windowStart().plus(HOUR_LIVES);
                    String key = PerformanceKeys.hourly(id, record.businessHour());
                    add(key, record, until, writes);
                }
            }
            case ONE_DAY -> {
                if (adOrCampaign) {
                    String today = ad ? PerformanceKeys.ad(id) : PerformanceKeys.campaign(id);
                    add(today, record, fromEnd(record, TODAY_LIVES), writes);
                    String daily = PerformanceKeys.daily(id, record.businessDay());
                    add(daily, record, fromEnd(record, DAY_LIVES), writes);
                }
            }
        }
    }

    private static Instant fromEnd(PerformanceRecord record, Duration lives) {
        return record.windowEnd().plus(lives);
    }

    private static void add(
            String key, PerformanceRecord record, Instant until, List<Object> writes) {
        long livesMillis = Duration.between(record.through(), until).toMillis();
        if (livesMillis <= 0) {
            return;
        }
        List<Object> write = new ArrayList<>();
        write.add(key);
        write.add(record.windowStart().toEpochMilli());
        write.add(record.revision());
        write.add(livesMillis);
        field("impressions", record.impressions(), write);
        field("viewable_impressions", record.viewableImpressions(), write);
        field("clicks", record.validClicks(), write);
        field("invalid_clicks", record.invalidClicks(), write);
        field("conversions", record.conversions(), write);
        field("revenue", record.revenueAmount(), write);
        field("spend", record.spendAmount(), write);
        ratio("ctr", record.ctr(), write);
        ratio("cvr", record.cvr(), write);
        ratio("cpc", record.cpc(), write);
        ratio("cpm", record.cpm(), write);
        ratio("roas", record.roas(), write);
        writes.add(write);
    }

    /** What is 0 is left out: most of it is. */
    private static void field(String name, long value, List<Object> write) {
        if (value != 0) {
            write.add(name);
            write.add(Long.toString(value));
        }
    }

    private static void ratio(String name, @Nullable BigDecimal value, List<Object> write) {
        if (value != null) {
            write.add(name);
            write.add(value.toPlainString());
        }
    }
}
