package dev.clickledger.bench.lookup;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.http.KeepAliveConnection;
import dev.clickledger.bench.http.OpenLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** GET requests over connections that stay open, each answer checked. */
final class Gets implements Contender {

    /** What every answer must be. */
    interface Check {
        boolean passes(byte[] body);
    }

    private static final int OK = 200;

    private final String name;
    private final int port;
    private final int connections;
    private final List<byte[]> requests;
    private final Check check;

    Gets(String name, int port, int connections, List<String> paths, Check check) {
        this.name = name;
        this.port = port;
        this.connections = connections;
        this.requests = paths.stream().map(KeepAliveConnection::get).toList();
        this.check = check;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run run(Duration duration) throws Exception {
        List<KeepAliveConnection> open = open();
        try {
            var next = new AtomicInteger();
            return Callers.platform(connections)
                    .run(
                            duration,
                            caller -> {
                                send(open.get(caller), next.getAndIncrement());
                                return 1;
                            });
        } finally {
            close(open);
        }
    }

    /** Latencies count from when a request was due. */
    OpenLoop.Result openLoop(double perSecond, Duration duration)
            throws IOException, InterruptedException, ExecutionException {
        List<KeepAliveConnection> open = open();
        try {
            var next = new AtomicInteger();
            return new OpenLoop(connections)
                    .run(
                            perSecond,
                            duration,
                            caller -> {
                                send(open.get(caller), next.getAndIncrement());
                                return true;
                            });
        } finally {
            close(open);
        }
    }

    private void send(KeepAliveConnection connection, int number) throws IOException {
        KeepAliveConnection.Answer answer =
                connection.send(requests.get(Math.floorMod(number, requests.size())));
        if (answer.status() != OK || !check.passes(answer.body())) {
            throw new VoidResultException(
                    name + " answered " + answer.status() + " " + answer.text());
        }
    }

    private List<KeepAliveConnection> open() throws IOException {
        List<KeepAliveConnection> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            open.add(new KeepAliveConnection(port));
        }
        return open;
    }

    private static void close(List<KeepAliveConnection> open) throws IOException {
        for (KeepAliveConnection connection : open) {
            connection.close();
        }
    }
}
