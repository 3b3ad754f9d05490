package dev.clickledger.bench.http;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clicks posted to one path over connections that stay open. */
final class Posts implements Contender {

    /** More than anybody here answers in a second. */
    private static final int MOST_PER_SECOND = 80_000;

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final String CHARGED = "\"outcome\":\"CHARGED\"";
    private static final String FIRST = "\"repeated\":false";

    private final String name;
    private final String path;
    private final ClickRequests requests;
    private final int port;
    private final int connections;
    private final AtomicLong answered = new AtomicLong();

    Posts(String name, String path, int port, int connections, ClickRequests requests) {
        this.name = name;
        this.path = path;
        this.port = port;
        this.connections = connections;
        this.requests = requests;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run run(Duration duration) throws Exception {
        byte[][] prepared =
                requests.to(path, Math.toIntExact((duration.toSeconds() + 1) * MOST_PER_SECOND));
        var next = new AtomicInteger();
        try (var open = new Connections(port, connections)) {
            return Callers.platform(connections)
                    .run(
                            duration,
                            caller -> {
                                boolean charged =
                                        send(open.get(caller), prepared[next.getAndIncrement()]);
                                return charged ? 1 : Callers.REFUSED;
                            });
        }
    }

    /** Latencies count from when a request was due. */
    OpenLoop.Result openLoop(double perSecond, Duration duration)
            throws IOException, InterruptedException, ExecutionException {
        byte[][] prepared = requests.to(path, (int) (perSecond * (duration.toSeconds() + 2)));
        var next = new AtomicInteger();
        try (var open = new Connections(port, connections)) {
            return new OpenLoop(connections)
                    .run(
                            perSecond,
                            duration,
                            caller -> send(open.get(caller), prepared[next.getAndIncrement()]));
        }
    }

    /** How many clicks were answered as charged, ever. */
    long answered() {
        return answered.get();
    }

    /**
     * @return whether the click was charged; else it was told to come back later
     */
    private boolean send(KeepAliveConnection connection, byte[] request) throws IOException {
        KeepAliveConnection.Answer answer = connection.send(request);
        if (answer.status() == TOO_MANY || answer.status() == UNAVAILABLE) {
            return false;
        }
        String text = answer.text();
        if (answer.status() != OK || !text.contains(CHARGED) || !text.contains(FIRST)) {
            throw new VoidResultException(name + " answered " + answer.status() + " " + text);
        }
        answered.incrementAndGet();
        return true;
    }

    /** Opened for a run: one that is idle for too long is closed by the server. */
    private static final class Connections implements AutoCloseable {

        private final List<KeepAliveConnection> all = new ArrayList<>();

        Connections(int port, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                all.add(new KeepAliveConnection(port));
            }
        }

        KeepAliveConnection get(int caller) {
            return all.get(caller);
        }

        @Override
        public void close() throws IOException {
            for (KeepAliveConnection connection : all) {
                connection.close();
            }
        }
    }
}
