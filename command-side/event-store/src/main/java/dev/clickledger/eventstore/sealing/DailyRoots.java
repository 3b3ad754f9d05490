package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.time.BusinessDays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last seal of each business day as a file, {@code 2026-01-15.json}, to be copied where
 * nobody here can write. A file is written when the first seal of a later day comes; writing it
 * again gives the same file.
 */
public final class DailyRoots implements SealListener {

    private static final Logger LOG = LoggerFactory.getLogger(DailyRoots.class);

    private final Path directory;

    private DailyRoots(Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory made when it is not there; none for no files
     */
    public static SealListener in(@Nullable String directory) {
        return directory == null || directory.isBlank()
                ? SealListener.NONE
                : new DailyRoots(Path.of(directory));
    }

    @Override
    public void sealed(@Nullable SealedRoot before, Seal seal) {
        if (before == null) {
            return;
        }
        LocalDate day = BusinessDays.SEOUL.of(before.seal().sealedAt());
        if (!BusinessDays.SEOUL.of(seal.sealedAt()).equals(day)) {
            write(day, before);
        }
    }

    /**
     * Sealing must not stand still because a disk is full: the root can be exported at any time.
     */
    private void write(LocalDate day, SealedRoot root) {
        try {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(day + ".json.unfinished");
            Files.writeString(unfinished, root.toJson());
            Files.move(
                    unfinished,
                    directory.resolve(day + ".json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            LOG.warn("The root of {} is not written to {}: {}", day, directory, failed.toString());
        }
    }
}
