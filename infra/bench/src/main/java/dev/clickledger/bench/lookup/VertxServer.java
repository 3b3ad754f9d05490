package dev.clickledger.bench.lookup;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/**
 * The peers on Vert.x: one path reads one Redis value and returns it, another returns bytes that
 * are ready. As many event loops as cores, one shared connection to Redis.
 */
final class VertxServer {

    static final String FROM_REDIS = "/lettuce";
    static final String FROM_HEAP = "/heap";
    static final String VALUE = "bench:answer";

    private VertxServer() {}

    /**
     * @param arguments port, Redis' URL, how many bytes an answer has
     */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        byte[] ready = BareGet.json(Integer.parseInt(arguments[2]));
        RedisAsyncCommands<byte[], byte[]> redis =
                RedisClient.create(arguments[1]).connect(ByteArrayCodec.INSTANCE).async();
        Vertx.vertx()
                .deployVerticle(
                        () -> new Answers(port, redis, ready),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()));
    }

    private static final class Answers extends AbstractVerticle {

        private static final byte[] KEY = VALUE.getBytes(StandardCharsets.US_ASCII);

        private final int port;
        private final RedisAsyncCommands<byte[], byte[]> redis;
        private final Buffer ready;

        Answers(int port, RedisAsyncCommands<byte[], byte[]> redis, byte[] ready) {
            this.port = port;
            this.redis = redis;
            this.ready = Buffer.buffer(ready);
        }

        @Override
        public void start() {
            vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1");
        }

        private void answer(HttpServerRequest request) {
            if (request.path().equals(FROM_HEAP)) {
                send(request, ready);
                return;
            }
            redis.get(KEY)
                    .whenComplete(
                            (value, failure) ->
                                    context.runOnContext(
                                            ignored -> {
                                                if (value == null) {
                                                    request.response().setStatusCode(503).end();
                                                } else {
                                                    send(request, Buffer.buffer(value));
                                                }
                                            }));
        }

        private static void send(HttpServerRequest request, Buffer body) {
            request.response().putHeader("Content-Type", "application/json").end(body);
        }
    }
}
