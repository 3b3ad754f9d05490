package dev.clickledger.local.rebuild;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;

/** The live view: asked for by the key that says how far the new one is, in its own database. */
final class WantedLiveView implements Wanted {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> built;

    WantedLiveView(String redisUrl) {
        this.client = RedisClient.create(redisUrl);
        this.built = client.connect();
        built.sync().select(RedisKeys.BUILT);
    }

    @Override
    public void ask() {
        built.sync().setnx(RedisKeys.REBUILDING, Position.START.toString());
    }

    @Override
    public boolean isOpen() {
        return position() != null;
    }

    @Override
    public long builtUpTo() {
        String position = position();
        return position == null ? 0 : Position.parse(position).offset();
    }

    private @Nullable String position() {
        return built.sync().get(RedisKeys.REBUILDING);
    }

    @Override
    public void close() {
        built.close();
        client.shutdown();
    }
}
