package dev.clickledger.checks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in this repository. */
final class Repository {

    private static final Path ROOT = findRoot();

    private Repository() {}

    static Path root() {
        return ROOT;
    }

    static Path checks() {
        return ROOT.resolve("infra/checks");
    }

    static Path recomputeScript() {
        return checks().resolve("recompute.py");
    }

    /** The directory above that has the wrapper: tests run in their module's. */
    private static Path findRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return directory;
    }
}
