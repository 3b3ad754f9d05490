package dev.clickledger.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs {@code initdb} and {@code postgres} of zonky's archive, unpacked once a machine. */
final class PostgresBinaries {

    private static final String RESOURCE = "postgres-linux-x86_64.txz";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    static Path directory(OtherThanRoot runAs) {
        return runAs.binaries()
                .directoryOf("postgres", RESOURCE, PostgresBinaries::unpack)
                .resolve("bin");
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(archive)));
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("an entry outside of the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
                Files.setPosixFilePermissions(
                        target,
                        PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
