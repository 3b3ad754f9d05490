package dev.clickledger.local.stores;

import dev.clickledger.local.up.Addresses;
import dev.clickledger.local.up.DataHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose books to open. */
public final class StoreOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of `up`.")
    Path data = Path.of("data");

    @Option(
            names = "--postgres-url",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL of your own instead of a data directory.")
    @Nullable String postgresUrl;

    @Option(names = "--postgres-user", paramLabel = "USER", description = "Its user.")
    @Nullable String postgresUser;

    @Option(
            names = "--postgres-password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            description = "Its password; asked for when left empty.")
    @Nullable String postgresPassword;

    /**
     * @param redisUrl beside a PostgreSQL of one's own; a data directory knows its Redis
     * @param out is told which books are opened
     */
    public Stores open(@Nullable String redisUrl, PrintWriter out) {
        return postgresUrl == null
                ? Stores.of(data, out)
                : Stores.at(postgresUrl, postgresUser, postgresPassword, redisUrl);
    }

    /** Whether a system runs there; one on servers elsewhere is believed to. */
    public boolean isRunning() {
        return postgresUrl != null || DataHome.isHeld(data);
    }

    public Path data() {
        return data;
    }

    /** The Kafka of the data directory's system; empty when none runs there. */
    public Optional<String> runningKafka() {
        return postgresUrl == null && DataHome.isHeld(data)
                ? Addresses.read(data).map(Addresses::kafka)
                : Optional.empty();
    }
}
