package dev.clickledger.local.up;

import dev.clickledger.contracts.adtoken.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The data directory, held by one process at a time. The lock is the kernel's: it ends with the
 * process, however that ends, so a lock left by {@code kill -9} is no obstacle.
 */
public final class DataHome implements AutoCloseable {

    private final Path directory;
    private final boolean ephemeral;
    private final FileChannel lockFile;

    private DataHome(Path directory, boolean ephemeral, FileChannel lockFile) {
        this.directory = directory;
        this.ephemeral = ephemeral;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory, which it makes when there is none.
     *
     * @throws UpRefused when another process holds it
     */
    public static DataHome open(Path wanted, boolean ephemeral) {
        Path directory = wanted.toAbsolutePath().normalize();
        try {
            createForOwnerOnly(directory);
            FileChannel lockFile =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                String holder = holder(directory);
                lockFile.close();
                throw new UpRefused(
                        "Clickledger is already running on "
                                + directory
                                + holder
                                + ". Stop it first, or choose another directory with --data DIR.");
            }
            Files.writeString(
                    directory.resolve("clickledger.pid"), ProcessHandle.current().pid() + "\n");
            return new DataHome(directory, ephemeral, lockFile);
        } catch (IOException e) {
            throw new UpRefused("Cannot use the data directory " + directory + ": " + e, e);
        }
    }

    /** Whether a process holds the directory now. */
    public static boolean isHeld(Path directory) {
        Path lock = directory.resolve("lock");
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException e) {
            throw new UpRefused("Cannot use the data directory " + directory + ": " + e, e);
        }
    }

    private static void createForOwnerOnly(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String holder(Path directory) throws IOException {
        Path pid = directory.resolve("clickledger.pid");
        return Files.isRegularFile(pid) ? " (process " + Files.readString(pid).strip() + ")" : "";
    }

    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("clickledger-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    public Path postgres() {
        return directory.resolve("postgres");
    }

    public Path redis() {
        return directory.resolve("redis");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    public Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    public Path logs() {
        return logs(directory);
    }

    static Path logs(Path directory) {
        return directory.toAbsolutePath().normalize().resolve("logs");
    }

    Path temporary() {
        return directory.resolve("tmp");
    }

    Path addresses() {
        return directory.resolve(Addresses.FILE);
    }

    /** Scratch files and addresses: of no use to anyone once their process is gone. */
    void clearWhatAKillLeft() {
        removeAddresses();
        removeAll(temporary());
        new Checkpoints(checkpoints()).removeEmptyRuns();
    }

    /** Nothing answers there any more. */
    void removeAddresses() {
        try {
            Files.deleteIfExists(addresses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The key that events are sealed with, which the command side makes at its first start; beside
     * it, with {@code .pub}, its public half.
     */
    public Path sealingKey() {
        return directory.resolve("sealing-key.pem");
    }

    /** The last seal of each day. */
    Path roots() {
        return directory.resolve("roots");
    }

    /** The file of keys that ad tokens are signed with; drawn once, for the owner's eyes only. */
    public Path signingKeys() {
        Path file = directory.resolve("signing-keys");
        try {
            if (!Files.isRegularFile(file)) {
                byte[] key = new byte[SigningKeys.KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Path unfinished = directory.resolve("signing-keys.unfinished");
                Files.deleteIfExists(unfinished);
                Files.createFile(
                        unfinished,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        unfinished, SigningKeys.line(1, key) + "\n", StandardCharsets.US_ASCII);
                Files.move(unfinished, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        removeAll(temporary());
        try {
            Files.deleteIfExists(directory.resolve("clickledger.pid"));
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ephemeral) {
            removeAll(directory);
        }
    }

    /** As far as it goes: a part that was stopped in the middle of its start may still write. */
    private static void removeAll(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(DataHome.class).warn("{} is not wholly removed", directory, e);
        }
    }
}
