package dev.clickledger.bench.lookup;

import dev.clickledger.bench.http.KeepAliveConnection;
import dev.clickledger.bench.http.ServerProcess;
import dev.clickledger.bench.store.Database;
import dev.clickledger.query.QuerySideApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query side as it is run, in a JVM of its own, with what only benchmarks ask it. */
final class QuerySideProcess implements AutoCloseable {

    /** The class path is that of all applications: these libraries are the others'. */
    private static final List<String> NOT_ITS_OWN =
            List.of(
                    "org.axonframework.",
                    "org.springframework.boot.kafka.",
                    "org.springframework.boot.flyway.");

    private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.E]+)");

    private final ServerProcess server;

    private QuerySideProcess(ServerProcess server) {
        this.server = server;
    }

    static QuerySideProcess start(
            Database database, String redis, String kafka, Path signingKeys, Path directory)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        return new QuerySideProcess(
                ServerProcess.start(
                        QuerySideApplication.class,
                        List.of(
                                "--clickledger.postgres.url=" + database.url(),
                                "--clickledger.postgres.user=" + database.user(),
                                "--clickledger.redis.url=" + redis,
                                "--clickledger.kafka.bootstrap-servers=" + kafka,
                                "--clickledger.query.port=" + port,
                                "--clickledger.signing-key-file=" + signingKeys,
                                "--spring.main.sources="
                                        + BareGet.class.getName()
                                        + ","
                                        + ServerTimes.class.getName(),
                                "--clickledger.local.foreign-auto-configurations="
                                        + String.join(",", NOT_ITS_OWN)),
                        Map.of("CLICKLEDGER_POSTGRES_PASSWORD", database.password()),
                        port,
                        "/actuator/health/liveness",
                        directory));
    }

    int port() {
        return server.port();
    }

    long pid() {
        return server.pid();
    }

    KeepAliveConnection.Answer get(String path) throws IOException {
        try (var connection = new KeepAliveConnection(port())) {
            return connection.send(KeepAliveConnection.get(path));
        }
    }

    /** A counter's value. */
    double count(String meter) throws IOException {
        String answer = get("/actuator/metrics/" + meter).text();
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new IOException("no meter " + meter + ": " + answer);
        }
        return Double.parseDouble(value.group(1));
    }

    @Override
    public void close() {
        server.close();
    }
}
