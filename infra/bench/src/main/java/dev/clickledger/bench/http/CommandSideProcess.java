package dev.clickledger.bench.http;

import dev.clickledger.bench.store.Database;
import dev.clickledger.command.CommandSideApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command side as it is run, in a JVM of its own, and one more controller: {@link BarePost}.
 */
final class CommandSideProcess implements AutoCloseable {

    /** The class path is that of all applications: these libraries are the others'. */
    private static final List<String> NOT_ITS_OWN =
            List.of(
                    "org.springframework.boot.data.",
                    "org.springframework.boot.hibernate.",
                    "org.springframework.boot.jpa.",
                    "org.springframework.boot.persistence.",
                    "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration");

    private final ServerProcess server;

    private CommandSideProcess(ServerProcess server) {
        this.server = server;
    }

    static CommandSideProcess start(
            Database database, String kafka, Path signingKeys, Path directory)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("clickledger.postgres.url", database.url());
        properties.put("clickledger.postgres.user", database.user());
        properties.put("clickledger.kafka.bootstrap-servers", kafka);
        properties.put("clickledger.command.port", Integer.toString(port));
        properties.put("clickledger.signing-key-file", signingKeys.toString());
        properties.put(
                "clickledger.sealing.key-file", directory.resolve("sealing-key.pem").toString());
        properties.put("spring.main.sources", BarePost.class.getName());
        properties.put(
                "clickledger.local.foreign-auto-configurations", String.join(",", NOT_ITS_OWN));
        return new CommandSideProcess(
                ServerProcess.start(
                        CommandSideApplication.class,
                        properties.entrySet().stream()
                                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                                .toList(),
                        // Not as an argument: those can be seen by everybody.
                        Map.of("CLICKLEDGER_POSTGRES_PASSWORD", database.password()),
                        port,
                        "/actuator/health/readiness",
                        directory));
    }

    int port() {
        return server.port();
    }

    long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
