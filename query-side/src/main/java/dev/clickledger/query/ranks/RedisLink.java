package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis for questions and for what is published (RESP3), so that there is one
 * order of both: an answer comes after every batch that it knows of, and before every one that it
 * does not. Listeners are called in that order, by one thread. It is never mended: whoever loses it
 * opens another one.
 */
final class RedisLink implements AutoCloseable {

    private static final StringCodec TEXT = StringCodec.UTF8;
    private static final String LOAD = script();

    private final StatefulRedisPubSubConnection<String, String> connection;

    private RedisLink(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
    }

    /**
     * @param changed is told every batch that is written from now on
     * @throws io.lettuce.core.RedisException if there is no connection in time
     */
    static RedisLink open(RedisClient client, Consumer<String> changed) {
        StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub();
        connection.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String channel, String message) {
                        changed.accept(message);
                    }
                });
        connection.async().subscribe(RedisKeys.CHANGES);
        return new RedisLink(connection);
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Asks where the view is. */
    void mark(BiConsumer<@Nullable ViewMark, @Nullable Throwable> answer) {
        send(
                CommandType.MGET,
                arguments().addKeys(RedisKeys.GENERATION, RedisKeys.CHANGE, RedisKeys.POSITION),
                (values, failure) ->
                        answer.accept(
                                values == null
                                        ? null
                                        : ViewMark.of(
                                                (String) values.get(0),
                                                (String) values.get(1),
                                                (String) values.get(2)),
                                failure));
    }

    /** Reads lists with all that limits their ads. */
    void load(
            List<String> keys,
            LocalDate businessDay,
            BiConsumer<@Nullable LoadedView, @Nullable Throwable> answer) {
        CommandArgs<String, String> arguments =
                arguments()
                        .add(LOAD)
                        .add(keys.size())
                        .addKeys(keys)
                        .addValue(RedisKeys.POSITION)
                        .addValue(RedisKeys.GENERATION)
                        .addValue(RedisKeys.CHANGE)
                        .addValue(RedisKeys.FACTS_PREFIX)
                        .addValue(RedisKeys.BUDGET_PREFIX)
                        .addValue(RedisKeys.BALANCE_PREFIX)
                        .addValue("total")
                        .addValue(businessDay.toString());
        var month = YearMonth.from(businessDay);
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            arguments.addValue(month.atDay(day).toString());
        }
        send(
                CommandType.EVAL_RO,
                arguments,
                (values, failure) ->
                        answer.accept(
                                values == null ? null : LoadedView.of(keys, businessDay, values),
                                failure));
    }

    /** Reads hashes: of each its fields and values. */
    void hashes(
            List<String> keys, BiConsumer<@Nullable List<List<?>>, @Nullable Throwable> answer) {
        List<List<?>> hashes = new ArrayList<>();
        for (String key : keys) {
            send(
                    CommandType.HGETALL,
                    arguments().addKey(key),
                    (values, failure) -> {
                        if (values == null) {
                            answer.accept(null, failure);
                            return;
                        }
                        hashes.add(values);
                        if (hashes.size() == keys.size()) {
                            answer.accept(hashes, null);
                        }
                    });
        }
    }

    private static CommandArgs<String, String> arguments() {
        return new CommandArgs<>(TEXT);
    }

    /** Whoever waits for the answer is known before it can come: else another thread told it. */
    private void send(
            CommandType type,
            CommandArgs<String, String> arguments,
            BiConsumer<@Nullable List<Object>, @Nullable Throwable> answer) {
        var command =
                new AsyncCommand<>(new Command<>(type, new NestedMultiOutput<>(TEXT), arguments));
        command.whenComplete(answer);
        connection.dispatch(command);
    }

    private static String script() {
        try (InputStream file =
                Objects.requireNonNull(RedisLink.class.getResourceAsStream("load.lua"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        connection.closeAsync();
    }
}
