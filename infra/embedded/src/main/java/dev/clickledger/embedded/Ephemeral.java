package dev.clickledger.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory that goes with its server, also when a test forgets to close it. */
final class Ephemeral {

    private final @Nullable Path directory;

    private Ephemeral(@Nullable Path directory) {
        this.directory = directory;
    }

    static Ephemeral create(String name) {
        return new Ephemeral(Directories.createTemporary(name));
    }

    /** The data stay. */
    static Ephemeral none() {
        return new Ephemeral(null);
    }

    Path directory() {
        if (directory == null) {
            throw new IllegalStateException("not ephemeral");
        }
        return directory;
    }

    void closeAtExit(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "close-" + directory));
    }

    void delete() {
        if (directory != null) {
            Directories.deleteIfExists(directory);
        }
    }
}
