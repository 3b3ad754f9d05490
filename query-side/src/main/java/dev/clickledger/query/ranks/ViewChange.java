package dev.clickledger.query.ranks;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch as {@link RedisKeys#CHANGES} tells of it.
 *
 * @param after where the view was before; {@code mark} says where it is with it
 * @param storedMillis when the oldest of its events was stored; 0 when that can't be told
 */
record ViewChange(Position after, ViewMark mark, long storedMillis, List<Write> writes) {

    private static final int HEAD_PARTS = 5;
    private static final int WRITE_PARTS = 4;

    /**
     * @param command {@code HSET key field value}, {@code HDEL key field}, {@code SET key field},
     *     {@code DEL key}, {@code DAY key field} (set, and kept for some days), or {@code DAYS key
     *     field value} (the same of a hash's field)
     */
    record Write(String command, String key, String field, String value) {}

    /**
     * @throws IllegalArgumentException if it is none
     */
    static ViewChange parse(String message) {
        int line = message.indexOf('\n');
        String[] head = message.substring(0, Math.max(line, 0)).split(" ", -1);
        if (head.length != HEAD_PARTS) {
            throw new IllegalArgumentException("no change of the view");
        }
        String[] texts =
                ContractJson.tolerant().readValue(message.substring(line + 1), String[].class);
        List<Write> writes = new ArrayList<>(texts.length / WRITE_PARTS);
        for (int i = 0; i + WRITE_PARTS <= texts.length; i += WRITE_PARTS) {
            writes.add(new Write(texts[i], texts[i + 1], texts[i + 2], texts[i + 3]));
        }
        return new ViewChange(
                Position.parse(head[2]),
                new ViewMark(head[0], Long.parseLong(head[1]), Position.parse(head[3])),
                Long.parseLong(head[4]),
                writes);
    }
}
