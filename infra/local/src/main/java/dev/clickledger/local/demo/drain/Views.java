package dev.clickledger.local.demo.drain;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far the projections and the publishers are behind the event store. */
final class Views implements AutoCloseable {

    private static final String NEWEST =
            "SELECT tx::text, position FROM events.event ORDER BY tx DESC, position DESC LIMIT 1";
    private static final String SUBSCRIPTIONS = "SELECT name, position FROM views.subscription";
    private static final String REDIS = "redis";

    private final DataSource postgres;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> redis;

    Views(DataSource postgres, String redisUrl) {
        this.postgres = postgres;
        this.client = RedisClient.create(redisUrl);
        this.redis = client.connect();
    }

    /**
     * @return the names of those that have not read the newest event yet
     */
    Set<String> behind() {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            Position newest = newest(statement);
            Set<String> behind = new TreeSet<>();
            int subscriptions = 0;
            try (ResultSet rows = statement.executeQuery(SUBSCRIPTIONS)) {
                while (rows.next()) {
                    subscriptions++;
                    if (isBehind(rows.getString("position"), newest)) {
                        behind.add(rows.getString("name"));
                    }
                }
            }
            if (subscriptions == 0) {
                behind.add("read tables and publishers");
            }
            if (isBehind(redis.sync().get(RedisKeys.POSITION), newest)) {
                behind.add(REDIS);
            }
            return behind;
        } catch (SQLException failed) {
            throw new DrainFailed(
                    "cannot read how far the projections are: " + failed.getMessage());
        }
    }

    private static Position newest(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(NEWEST)) {
            return row.next() ? new Position(row.getLong(1), row.getLong(2)) : Position.START;
        }
    }

    private static boolean isBehind(@Nullable String position, Position newest) {
        return Optional.ofNullable(position)
                .map(Position::parse)
                .filter(at -> at.compareTo(newest) >= 0)
                .isEmpty();
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown();
    }
}
