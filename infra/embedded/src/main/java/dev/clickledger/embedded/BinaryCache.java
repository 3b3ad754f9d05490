package dev.clickledger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * Unpacks the servers' programs once a machine, into a directory named by their content's hash: an
 * update gets a directory of its own, and processes that start at the same time never see half of
 * one, because it is renamed into place when it is complete.
 */
final class BinaryCache {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HASH_CHARACTERS = 16;
    private static final Set<PosixFilePermission> EVERYONE_MAY_ENTER =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path home;

    private BinaryCache(Path home) {
        this.home = home;
    }

    /** In the user's cache directory. */
    static BinaryCache ours() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || cache.isBlank() ? home().resolve(".cache") : Path.of(cache);
        return new BinaryCache(createOrTemporary(base.resolve("clickledger")));
    }

    /** The JDK finds no home for a user without a name; the environment may. */
    private static Path home() {
        String home = System.getProperty("user.home");
        return Path.of(
                "?".equals(home) ? Objects.requireNonNullElse(System.getenv("HOME"), "/") : home);
    }

    /** Where every user gets to: nobody cannot run a program below root's home. */
    static BinaryCache forEveryone() {
        Path directory =
                createOrTemporary(
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "clickledger-" + System.getProperty("user.name")));
        try {
            Files.setPosixFilePermissions(directory, EVERYONE_MAY_ENTER);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot open " + directory + " for everyone", e);
        }
        return new BinaryCache(directory);
    }

    interface Unpacker {
        void unpack(InputStream resource, Path into) throws IOException;
    }

    Path directoryOf(String name, String resource, Unpacker unpacker) {
        try {
            Path directory =
                    home.resolve(name + "-" + hash(resource).substring(0, HASH_CHARACTERS));
            if (!Files.isDirectory(directory)) {
                unpack(home, directory, resource, unpacker);
            }
            return directory;
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot unpack " + name + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path home, Path directory, String resource, Unpacker unpacker)
            throws IOException {
        Path unfinished = Files.createTempDirectory(home, "unfinished");
        try (InputStream in = open(resource)) {
            unpacker.unpack(in, unfinished);
            // Readable for the user that PostgreSQL runs as when we are root.
            Files.setPosixFilePermissions(unfinished, EVERYONE_MAY_ENTER);
            Files.move(unfinished, directory);
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            // Another process was faster; its copy is the same.
        } finally {
            Directories.deleteIfExists(unfinished);
        }
    }

    /** Not a directory that another user has put in our way: its programs would run as us. */
    private static Path createOrTemporary(Path wanted) {
        try {
            Files.createDirectories(wanted);
            UserPrincipal us = Files.getOwner(Path.of("/proc/self"));
            if (Files.isWritable(wanted) && Files.getOwner(wanted).equals(us)) {
                return wanted;
            }
        } catch (IOException unusable) {
            // As if it were not ours.
        }
        return Directories.createTemporary("programs");
    }

    private static String hash(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = BinaryCache.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new EmbeddedServerException(
                    "there is no "
                            + resource
                            + " on the class path: the embedded parts run on Linux x86-64 only;"
                            + " elsewhere, run the applications against servers of your own");
        }
        return in;
    }
}
