package dev.clickledger.local.audit;

import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.eventstore.sealing.SealPublicKey;
import dev.clickledger.eventstore.sealing.SealedRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files that auditors keep. */
final class AuditFiles {

    private AuditFiles() {}

    private interface Reading<T> {
        T read() throws IOException;
    }

    static SealPublicKey publicKey(Path file) {
        return read(file, () -> SealPublicKey.read(file));
    }

    static SealedRoot root(Path file) {
        return read(file, () -> SealedRoot.parse(Files.readString(file)));
    }

    static ProofBundle proof(Path file) {
        return read(file, () -> ProofBundle.parse(Files.readString(file)));
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException unusable) {
            throw new AuditUndecided("Cannot use " + file + ": " + unusable.getMessage(), unusable);
        }
    }

    /**
     * @param file none for the terminal
     */
    static void write(String text, @Nullable Path file, PrintWriter out) throws IOException {
        if (file == null) {
            out.print(text);
        } else {
            Files.writeString(file, text);
            out.println("Written to " + file);
        }
        out.flush();
    }
}
