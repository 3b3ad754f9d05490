package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every event, kept for ever: unchanged, or a new revision. {@code -Dgolden=write}
 * writes those that are missing, never one that is there.
 */
class StoredFormTest {

    private static final Path EVENTS = Path.of("../contracts/src/test/resources/golden");
    private static final Path BYTES = Path.of("src/test/resources/golden");
    private static final Path OLD = Path.of("src/test/resources/golden-old");
    private static final Path LAYOUTS = Path.of("src/main/resources/event-layouts");
    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshot-layouts");
    private static final EventCodec CODEC = new EventCodec();

    /**
     * Names of the events' golden files: {@code ClickCharged.r1}, {@code ClickDeclined.r1.bare}.
     */
    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isStoredAndReadAsEver(String name) throws IOException {
        String json = Files.readString(EVENTS.resolve(name + ".json"));
        DomainEvent event = ContractJson.strict().readValue(json, classOf(name));

        EventCodec.Encoded encoded = CODEC.encode(event);

        String hex = HexFormat.of().formatHex(encoded.payload());
        assertThat(hex).isEqualTo(kept(BYTES.resolve(name + ".hex"), hex));
        assertThat(CODEC.decode(encoded.type(), encoded.revision(), encoded.payload()))
                .isEqualTo(event);
        assertThat(
                        ContractJson.strict()
                                .readTree(
                                        CODEC.json(
                                                encoded.type(),
                                                encoded.revision(),
                                                encoded.payload())))
                .isEqualTo(ContractJson.strict().readTree(json));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsItsLayout(String name) throws IOException {
        String layout =
                EventLayout.of(classOf(name).asSubclass(Record.class)).toJson().toPrettyString();

        assertThat(layout)
                .isEqualTo(kept(LAYOUTS.resolve(name.replace(".bare", "") + ".json"), layout));
    }

    /** Stored events of revisions that are no longer written: their bytes outlive every class. */
    static List<String> oldRevisions() throws IOException {
        try (Stream<Path> files = Files.list(OLD)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.endsWith(".lifted.json"))
                    .map(name -> name.replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("oldRevisions")
    void isStillReadInAnOldRevision(String name) throws IOException {
        Class<? extends DomainEvent> type = classOf(name);
        short number = CODEC.typeNumber(type);
        short revision = Short.parseShort(name.split("\\.")[1].substring(1));
        byte[] stored =
                HexFormat.of().parseHex(Files.readString(BYTES.resolve(name + ".hex")).strip());

        assertThat(revision).isLessThan(CODEC.revision(type));
        assertThat(ContractJson.strict().readTree(CODEC.json(number, revision, stored)))
                .as("as it was stored")
                .isEqualTo(
                        ContractJson.strict()
                                .readTree(Files.readString(OLD.resolve(name + ".json"))));
        assertThat(CODEC.decode(number, revision, stored))
                .as("as it is read now")
                .isEqualTo(
                        ContractJson.strict()
                                .readValue(
                                        Files.readString(OLD.resolve(name + ".lifted.json")),
                                        type));
    }

    @Test
    void readsEveryRevisionThatWasEverStored() throws IOException {
        try (Stream<Path> layouts = Files.list(LAYOUTS)) {
            List<String> written =
                    samples().stream().map(name -> name.replace(".bare", "")).toList();
            assertThat(
                            layouts.map(file -> file.getFileName().toString().replace(".json", ""))
                                    .filter(name -> !written.contains(name)))
                    .isSubsetOf(oldRevisions());
        }
    }

    /**
     * Snapshots hold money by position, too: read by another layout they would mean another amount.
     */
    @Test
    void keepsTheLayoutOfASnapshot() throws IOException {
        String layout = EventLayout.of(BalanceSnapshot.class).toJson().toPrettyString();

        assertThat(layout)
                .as("another layout is another BalanceSnapshot.REVISION")
                .isEqualTo(
                        kept(
                                SNAPSHOTS.resolve(
                                        "BalanceSnapshot.r" + BalanceSnapshot.REVISION + ".json"),
                                layout));
    }

    @Test
    void givesEveryEventANumberOfItsOwn() {
        assertThat(new EventTypes().all()).hasSizeGreaterThan(25);
    }

    private static String kept(Path file, String now) throws IOException {
        if (Files.notExists(file) && "write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now + "\n");
        }
        assertThat(file).as("run with -Dgolden=write for a new one").exists();
        return Files.readString(file).strip();
    }

    private static Class<? extends DomainEvent> classOf(String name) {
        String event = name.substring(0, name.indexOf('.'));
        return new EventTypes()
                .all().stream()
                        .filter(type -> type.name().equals(event))
                        .findFirst()
                        .orElseThrow()
                        .event();
    }
}
