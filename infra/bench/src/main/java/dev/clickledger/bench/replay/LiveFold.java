package dev.clickledger.bench.replay;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * What the live projection does with charges, for a peer that reads them in its own way: of each
 * key only a batch's last value, written with the position by the same script.
 */
final class LiveFold {

    private static final RedisScript<String> WRITE =
            RedisScript.of(
                    new ClassPathResource("dev/clickledger/projections/live/write.lua"),
                    String.class);
    private static final String DAY_KEPT_SECONDS = Long.toString(Duration.ofDays(35).toSeconds());

    private final StringRedisTemplate redis;
    private final Map<String, String> amounts = new LinkedHashMap<>();
    private final Map<String, String> dayBudgets = new LinkedHashMap<>();
    private long position;

    LiveFold(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** From the first event again. */
    void begin() {
        redis.getRequiredConnectionFactory().getConnection().serverCommands().flushAll();
        amounts.clear();
        dayBudgets.clear();
        position = 0;
        redis.opsForValue().set(RedisKeys.REBUILDING, "0");
    }

    void add(ClickCharged event) {
        amounts.put(RedisKeys.balance(event.advertiserId()), text(event.balanceAfter().amount()));
        dayBudgets.put(
                RedisKeys.spentOn(event.ad().campaignId(), event.businessDay()),
                text(event.spentOnDay().amount()));
        amounts.put(
                RedisKeys.spentInTotal(event.ad().campaignId()),
                text(event.spentInTotal().amount()));
    }

    void write(int events) {
        List<String> writes = new ArrayList<>();
        amounts.forEach((key, amount) -> writes.addAll(List.of("SET", key, amount, "")));
        dayBudgets.forEach((key, amount) -> writes.addAll(List.of("DAY", key, amount, "")));
        String from = text(position);
        position += events;
        redis.execute(
                WRITE,
                List.of(RedisKeys.REBUILDING),
                text(RedisKeys.SERVED),
                from,
                text(position),
                DAY_KEPT_SECONDS,
                "0",
                RedisKeys.CHANGES,
                ContractJson.strict().writeValueAsString(writes));
        amounts.clear();
        dayBudgets.clear();
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
