package dev.clickledger.local.up;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a running system answer, in a file under its data directory, so that another
 * process (an audit, a test, a person) finds them. No secrets: PostgreSQL's password is in {@code
 * postgres/password}, readable by its owner alone.
 *
 * @param shop none when no demo shop is served
 */
public record Addresses(
        URI command,
        URI query,
        @Nullable URI shop,
        String postgres,
        String postgresUser,
        String redis,
        String kafka,
        URI flink) {

    static final String FILE = "ports.properties";

    /**
     * Of the system that runs there.
     *
     * @throws UpRefused when none does, or it is not up yet
     */
    public static Addresses ofRunning(Path data) {
        if (!DataHome.isHeld(data)) {
            throw new UpRefused(
                    "Nothing runs on "
                            + data
                            + ". Start it with ./clickledger up, or name another"
                            + " with --data DIR.");
        }
        return read(data)
                .orElseThrow(
                        () ->
                                new UpRefused(
                                        "Clickledger is starting or stopping on "
                                                + data
                                                + ". Try again in a moment."));
    }

    /** Empty when nothing has come up in that directory since its last clean stop. */
    public static Optional<Addresses> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String shop = properties.getProperty("shop.url");
        return Optional.of(
                new Addresses(
                        URI.create(properties.getProperty("command.url")),
                        URI.create(properties.getProperty("query.url")),
                        shop == null ? null : URI.create(shop),
                        properties.getProperty("postgres.url"),
                        properties.getProperty("postgres.user"),
                        properties.getProperty("redis.url"),
                        properties.getProperty("kafka.bootstrap-servers"),
                        URI.create(properties.getProperty("flink.url"))));
    }

    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("command.url", command.toString());
        properties.setProperty("query.url", query.toString());
        if (shop != null) {
            properties.setProperty("shop.url", shop.toString());
        }
        properties.setProperty("postgres.url", postgres);
        properties.setProperty("postgres.user", postgresUser);
        properties.setProperty("redis.url", redis);
        properties.setProperty("kafka.bootstrap-servers", kafka);
        properties.setProperty("flink.url", flink.toString());
        Path unfinished = file.resolveSibling(FILE + ".unfinished");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, "Where the parts of this running system answer");
            }
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
