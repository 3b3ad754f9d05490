package dev.clickledger.local.audit;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which books to open. */
final class StoreOptions {

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
    Books open(@Nullable String redisUrl, PrintWriter out) {
        return postgresUrl == null
                ? Books.of(data, out)
                : Books.at(postgresUrl, postgresUser, postgresPassword, redisUrl);
    }
}
