package dev.clickledger.checks.up;

import dev.clickledger.local.up.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** One {@code up --sample}, which the tests about commerce share: it stops when their JVM does. */
final class SampleUp {

    private static final Addresses ADDRESSES = start();

    private SampleUp() {}

    static Addresses addresses() {
        return ADDRESSES;
    }

    private static Addresses start() {
        try {
            Path data = Files.createTempDirectory("sample-up");
            UpProcess up = UpProcess.start(data, "--sample", "--shop-port", "0").awaitReady();
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(up, data)));
            return Addresses.read(data).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(UpProcess up, Path data) {
        try {
            up.close();
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
