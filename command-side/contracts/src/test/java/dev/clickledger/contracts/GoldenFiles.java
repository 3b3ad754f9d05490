package dev.clickledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * JSON that was stored or sent, kept for ever: what is written today must be it, to the order of
 * the fields, and it must be readable. {@code -Dgolden=write} writes those that are missing, never
 * one that is there.
 */
public record GoldenFiles(Path folder) {

    public static final GoldenFiles EVENTS = new GoldenFiles(Path.of("src/test/resources/golden"));
    public static final GoldenFiles TOPICS =
            new GoldenFiles(Path.of("src/test/resources/golden/topics"));

    public void matches(String name, Object value) {
        var file = folder.resolve(name + ".json");
        String pretty =
                ContractJson.strict().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        try {
            if (Files.notExists(file) && "write".equals(System.getProperty("golden"))) {
                Files.writeString(file, pretty + "\n");
            }
            assertThat(file).as("golden file; run with -Dgolden=write for a new one").exists();
            assertThat(ContractJson.strict().writeValueAsString(value))
                    .as("%s: stored forms do not change, a change is a new revision", file)
                    .isEqualTo(ContractJson.strict().writeValueAsString(tree(name)));
            assertThat((Object) ContractJson.strict().readValue(text(name), value.getClass()))
                    .isEqualTo(value);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public JsonNode tree(String name) {
        return ContractJson.strict().readTree(text(name));
    }

    public Set<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replaceFirst("\\.json$", ""))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name + ".json"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
