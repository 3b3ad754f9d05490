package dev.clickledger.bench;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code bench-results/<name>.json}: a list of comparisons. */
final class ResultFile {

    private ResultFile() {}

    static Path write(Path directory, String name, List<Comparison> comparisons)
            throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name + ".json");
        Files.writeString(
                file,
                ContractJson.strict()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(comparisons)
                        + "\n");
        return file;
    }
}
