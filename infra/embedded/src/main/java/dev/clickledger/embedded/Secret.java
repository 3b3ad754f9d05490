package dev.clickledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A generated password in a file that only its owner can read, from its first byte on. */
final class Secret {

    private static final int RANDOM_BYTES = 24;

    private Secret() {}

    static String readOrCreate(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                Files.deleteIfExists(file);
                byte[] random = new byte[RANDOM_BYTES];
                new SecureRandom().nextBytes(random);
                write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String secret) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n", StandardCharsets.US_ASCII);
    }
}
