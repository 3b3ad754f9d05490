package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.IdFormat;
import dev.clickledger.contracts.money.Money;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

/** It is the mapper's equal wherever it answers, and never answers what the mapper refuses. */
class PositionalReaderTest {

    private static final Path BYTES = Path.of("src/test/resources/golden");
    private static final EventCodec CODEC = new EventCodec();
    private static final CBORMapper MAPPER = mapper();
    private static final List<EventTypes.Registered> TYPES =
            new EventTypes()
                    .all().stream()
                            .filter(type -> PositionalReader.of(type.event(), MAPPER) != null)
                            .toList();
    private static final String[] TEXTS = {"", "used", "노트북 15인치", "𝒍aptop", "x".repeat(300)};

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void isThereForWhateverIsStoredByTheMillion() {
        assertThat(TYPES)
                .extracting(EventTypes.Registered::event)
                .contains(
                        ClickCharged.class,
                        ClickDeclined.class,
                        ClickRefunded.class,
                        ConversionMatched.class)
                .doesNotContain(CampaignDrafted.class);
    }

    @Test
    void readsEveryGoldenFileAsTheMapperDoes() throws IOException {
        int read = 0;
        for (EventTypes.Registered type : TYPES) {
            for (String variant : List.of("", ".bare")) {
                Path file = BYTES.resolve(type.name() + ".r" + type.revision() + variant + ".hex");
                if (Files.exists(file)) {
                    byte[] payload = HexFormat.of().parseHex(Files.readString(file).strip());
                    assertThat(reader(type).read(payload, 0, payload.length))
                            .isEqualTo(byMapper(type, payload));
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(TYPES.size());
    }

    @Test
    void readsAnyEventAsTheMapperDoes() throws ReflectiveOperationException {
        for (EventTypes.Registered type : TYPES) {
            PositionalReader reader = reader(type);
            for (int i = 0; i < 100; i++) {
                DomainEvent event = (DomainEvent) any(type.event(), true);
                byte[] payload = CODEC.encode(event).payload();

                assertThat(reader.read(payload, 0, payload.length))
                        .as("seed %d, %s", seed, event)
                        .isEqualTo(event)
                        .isEqualTo(byMapper(type, payload));
            }
        }
    }

    @Test
    void readsFromTheMiddleOfARow() throws ReflectiveOperationException {
        DomainEvent event = (DomainEvent) any(ClickCharged.class, true);
        EventCodec.Encoded encoded = CODEC.encode(event);
        byte[] row = new byte[7 + encoded.payload().length];
        System.arraycopy(encoded.payload(), 0, row, 7, encoded.payload().length);

        assertThat(CODEC.decode(encoded.type(), encoded.revision(), row, 7)).isEqualTo(event);
    }

    /** What it does not answer the mapper is asked for, so only its answers can be wrong. */
    @Test
    void answersNothingElseThanTheMapperWhateverIsDoneToAPayload()
            throws ReflectiveOperationException {
        int same = 0;
        for (EventTypes.Registered type : TYPES) {
            PositionalReader reader = reader(type);
            for (int i = 0; i < 500; i++) {
                byte[] payload = CODEC.encode((DomainEvent) any(type.event(), true)).payload();
                byte[] mangled = mangled(payload);
                Object answer = reader.read(mangled, 0, mangled.length);
                if (answer != null) {
                    assertThat(answer)
                            .as("seed %d, %s", seed, HexFormat.of().formatHex(mangled))
                            .isEqualTo(byMapper(type, mangled));
                    same++;
                }
            }
        }
        assertThat(same).isPositive();
    }

    private byte[] mangled(byte[] payload) {
        byte[] mangled = payload.clone();
        int at = random.nextInt(payload.length);
        switch (random.nextInt(5)) {
            case 0 -> mangled[at] = (byte) random.nextInt(256);
            case 1 -> mangled[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> mangled = Arrays.copyOf(payload, at);
            case 3 -> mangled = Arrays.copyOf(payload, payload.length + 1);
            default -> {
                mangled = new byte[payload.length + 1];
                System.arraycopy(payload, 0, mangled, 0, at);
                mangled[at] = (byte) random.nextInt(256);
                System.arraycopy(payload, at, mangled, at + 1, payload.length - at);
            }
        }
        return mangled;
    }

    /** A value of that type, of those that may be stored. */
    private @Nullable Object any(Class<?> type, boolean must) throws ReflectiveOperationException {
        if (type == int.class) {
            return random.nextInt();
        }
        if (type == long.class) {
            return number();
        }
        if (!must && random.nextInt(8) == 0) {
            return null;
        }
        if (type == Long.class) {
            return number();
        }
        if (type == Money.class) {
            return Money.won(number());
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(-1L << 40, 1L << 42));
        }
        if (type == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt(-1_000, 40_000));
        }
        if (type == ClickId.class) {
            return new ClickId(uuid());
        }
        if (type == AuctionId.class) {
            return new AuctionId(uuid());
        }
        if (type == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type == Category.class) {
            return new Category("electronics/컴퓨터" + random.nextInt(10));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        return record(type);
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        boolean isId = types.length == 1 && types[0] == String.class;
        while (true) {
            Object[] values = new Object[types.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = isId ? id() : any(types[i], !isNullable(components[i]));
            }
            try {
                return type.getConstructor(types).newInstance(values);
            } catch (InvocationTargetException refused) {
                // A period that ends before it begins, say.
            }
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private String id() {
        // Few of them, so that they come again; and some as long as may be.
        String id = "id_" + random.nextInt(50);
        return random.nextInt(10) == 0 ? id + "-".repeat(IdFormat.MAX_LENGTH - id.length()) : id;
    }

    /** Short and long ones alike. */
    private long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static PositionalReader reader(EventTypes.Registered type) {
        return Objects.requireNonNull(PositionalReader.of(type.event(), MAPPER));
    }

    private static Object byMapper(EventTypes.Registered type, byte[] payload) {
        return MAPPER.readerFor(type.event()).readValue(payload);
    }

    private static CBORMapper mapper() {
        Set<Class<?>> records = new LinkedHashSet<>();
        new EventTypes()
                .all()
                .forEach(type -> records.addAll(EventLayout.recordsWithin(type.event())));
        return StoredForm.mapperFor(records);
    }
}
