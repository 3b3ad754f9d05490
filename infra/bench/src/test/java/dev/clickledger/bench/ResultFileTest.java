package dev.clickledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.json.ContractJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir private Path directory;

    @Test
    void keepsWhatIsPromised() throws Exception {
        Comparison comparison =
                Comparison.of(
                        "hot-32",
                        "batch-200",
                        "charges/s",
                        List.of(List.of(30_000.0, 60_000.0), List.of(20_000.0, 50_000.0)),
                        null,
                        null,
                        List.of());

        Path file = ResultFile.write(directory.resolve("results"), "charge", List.of(comparison));

        assertThat(ContractJson.strict().readTree(Files.readString(file)))
                .isEqualTo(
                        ContractJson.strict()
                                .readTree(
                                        """
                                        [{"case": "hot-32", "peer": "batch-200", "unit": "charges/s",
                                          "ours": 25000.0, "peer_value": 55000.0, "ratio": 0.45,
                                          "rounds": [[30000.0, 60000.0], [20000.0, 50000.0]]}]
                                        """));
    }
}
