package dev.clickledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's data directory: made once, reused from then on. */
final class DataDirectory {

    private static final long INITDB_SECONDS = 120;

    private final Path home;
    private final Path data;
    private final Path bin;
    private final OtherThanRoot runAs;

    DataDirectory(Path home, Path bin, OtherThanRoot runAs) {
        this.home = home;
        this.data = home.resolve("data");
        this.bin = bin;
        this.runAs = runAs;
    }

    Path path() {
        return data;
    }

    void prepare(String user, String password) {
        if (Files.isRegularFile(data.resolve("PG_VERSION"))) {
            runAs.own(data);
            removeStaleLock();
        } else {
            initialise(user, password);
        }
    }

    /**
     * Made beside its place and renamed when complete: a kill in between leaves nothing half-made.
     */
    private void initialise(String user, String password) {
        Path unfinished = home.resolve("data.unfinished");
        Path passwordFile = home.resolve("initdb-password");
        Directories.deleteIfExists(unfinished);
        try {
            Directories.deleteIfExists(passwordFile);
            Secret.write(passwordFile, password);
            Directories.create(unfinished);
            runAs.own(unfinished);
            runAs.own(passwordFile);
            run(
                    List.of(
                            bin.resolve("initdb").toString(),
                            "--pgdata=" + unfinished,
                            "--username=" + user,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            // The start that follows writes everything anyway.
                            "--no-sync"));
            Files.move(unfinished, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Directories.deleteIfExists(passwordFile);
        }
    }

    private void run(List<String> command) throws IOException {
        Path log = home.resolve("initdb.log");
        Process initdb =
                new ProcessBuilder(runAs.command(command))
                        .directory(home.toFile())
                        .redirectInput(Signals.NOTHING)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!initdb.waitFor(INITDB_SECONDS, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new EmbeddedServerException(
                        "initdb failed: " + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted in initdb", e);
        }
    }

    /**
     * After a restart of the machine or container the id in the lock file may be another program's;
     * PostgreSQL only sees that it lives and would refuse to start.
     */
    private void removeStaleLock() {
        Path lock = data.resolve("postmaster.pid");
        try {
            if (!Files.isRegularFile(lock)) {
                return;
            }
            List<String> lines = Files.readAllLines(lock);
            boolean postgres =
                    !lines.isEmpty()
                            && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                                    .filter(process -> PidFile.runs(process, "postgres"))
                                    .isPresent();
            if (!postgres) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
