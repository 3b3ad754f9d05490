package dev.clickledger.local.up;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What was asked of the job's next start, in files under the data directory: another process asks,
 * {@code up} does it (now, when it runs) and answers. A wish stays until the job that was started
 * by it has completed a checkpoint, so a crash in between does not undo it.
 */
public final class Restore {

    private static final String FROM = "from";
    private static final String REVISIONS_FROM = "revisions-from";
    private static final String FAILURE = "failure";

    private final Path wish;
    private final Path answer;
    private final Path revisions;

    /**
     * @param savepoint a savepoint's or checkpoint's directory
     * @param revisionsFrom above all that were told before
     */
    public record Wish(Path savepoint, long revisionsFrom) {}

    /**
     * @param failure empty when the job goes on from there
     */
    public record Answer(Optional<String> failure) {}

    public Restore(Path data) {
        Path directory = data.resolve("restore");
        this.wish = directory.resolve("wanted.properties");
        this.answer = directory.resolve("answer.properties");
        this.revisions = directory.resolve("revisions.properties");
    }

    Path wishFile() {
        return wish;
    }

    public void ask(Path savepoint, long revisionsFrom) {
        try {
            Files.deleteIfExists(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties wanted = new Properties();
        wanted.setProperty(FROM, savepoint.toString());
        wanted.setProperty(REVISIONS_FROM, Long.toString(revisionsFrom));
        write(wanted, wish);
    }

    Optional<Wish> wanted() {
        return read(wish)
                .map(
                        wanted ->
                                new Wish(
                                        Path.of(wanted.getProperty(FROM)),
                                        Long.parseLong(wanted.getProperty(REVISIONS_FROM))));
    }

    public Optional<Answer> answered() {
        return read(answer).map(a -> new Answer(Optional.ofNullable(a.getProperty(FAILURE))));
    }

    /** The lowest revision for this and all later starts: windows live longer than a run. */
    OptionalLong revisionsFrom() {
        return read(revisions)
                .map(kept -> OptionalLong.of(Long.parseLong(kept.getProperty(REVISIONS_FROM))))
                .orElse(OptionalLong.empty());
    }

    void keepRevisionsFrom(long revision) {
        Properties kept = new Properties();
        kept.setProperty(REVISIONS_FROM, Long.toString(revision));
        write(kept, revisions);
    }

    void done() {
        close(new Properties());
    }

    void failed(String why) {
        Properties failure = new Properties();
        failure.setProperty(FAILURE, why);
        close(failure);
    }

    private void close(Properties answered) {
        write(answered, answer);
        try {
            Files.deleteIfExists(wish);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Properties> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(properties);
    }

    private static void write(Properties properties, Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, null);
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
