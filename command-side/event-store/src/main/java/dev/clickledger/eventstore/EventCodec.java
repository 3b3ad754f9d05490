package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.json.ContractJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Events as stored bytes and back, by registered number and revision. What the bytes are, {@link
 * EventLayout} says. Thread-safe; make one and keep it.
 */
public final class EventCodec {

    /** What a row holds. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(short type, short revision, byte[] payload) {}

    private record Step(String type, int fromRevision) {}

    private final EventTypes types = new EventTypes();
    private final JsonMapper json = ContractJson.strict();
    private final CBORMapper stored;
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<Short, ObjectReader> readers = new HashMap<>();

    /** Of the types that have one. */
    private final Map<Short, PositionalReader> positional = new HashMap<>();

    private final Map<Step, Upcaster> upcasters = new HashMap<>();

    /** Reads every revision that was ever stored. */
    public EventCodec() {
        this(
                Stream.concat(
                                TermsBeforeBudgetModes.ALL.stream(),
                                Stream.of(new LinesWithoutAdvertiser()))
                        .toList());
    }

    public EventCodec(List<Upcaster> upcasters) {
        Set<Class<?>> byPosition = new LinkedHashSet<>();
        types.all().forEach(type -> byPosition.addAll(EventLayout.recordsWithin(type.event())));
        stored = StoredForm.mapperFor(byPosition);
        for (EventTypes.Registered type : types.all()) {
            writers.put(type.event(), stored.writerFor(type.event()));
            readers.put(type.number(), stored.readerFor(type.event()));
            PositionalReader reader = PositionalReader.of(type.event(), stored);
            if (reader != null) {
                positional.put(type.number(), reader);
            }
        }
        for (Upcaster upcaster : upcasters) {
            this.upcasters.put(new Step(upcaster.type(), upcaster.fromRevision()), upcaster);
        }
    }

    public Encoded encode(DomainEvent event) {
        EventTypes.Registered type = types.of(event.getClass());
        ObjectWriter writer = writers.get(event.getClass());
        if (writer == null) {
            throw new IllegalStateException("no writer of " + type.name());
        }
        return new Encoded(type.number(), type.revision(), writer.writeValueAsBytes(event));
    }

    /**
     * @throws UnreadableEventException if the number is unknown, the revision too new, or the
     *     payload not what they promise
     */
    public DomainEvent decode(short number, short revision, byte[] payload) {
        return decode(number, revision, payload, 0);
    }

    /** The same for a payload that ends where the bytes end. */
    DomainEvent decode(short number, short revision, byte[] bytes, int from) {
        EventTypes.Registered type = registered(number);
        try {
            if (revision == type.revision()) {
                DomainEvent event = asWritten(number, bytes, from);
                return event != null
                        ? event
                        : reader(number).readValue(bytes, from, bytes.length - from);
            }
            if (revision > type.revision()) {
                throw new UnreadableEventException(
                        type.name() + " revision " + revision + " is newer than this program",
                        null);
            }
            byte[] payload = Arrays.copyOfRange(bytes, from, bytes.length);
            return json.treeToValue(lifted(type, revision, payload), type.event());
        } catch (UnreadableEventException said) {
            throw said;
        } catch (RuntimeException notAsPromised) {
            // Whatever a mangled payload does to those who take it apart.
            throw unreadable(type, revision, notAsPromised);
        }
    }

    /**
     * The event as JSON, as it was stored: an old revision with its old fields.
     *
     * @throws UnreadableEventException as {@link #decode} does
     */
    public String json(short number, short revision, byte[] payload) {
        EventTypes.Registered type = registered(number);
        try {
            return json.writeValueAsString(named(type, revision, payload));
        } catch (UnreadableEventException said) {
            throw said;
        } catch (RuntimeException notAsPromised) {
            throw unreadable(type, revision, notAsPromised);
        }
    }

    /**
     * The registered name behind a number.
     *
     * @throws UnreadableEventException if there is none
     */
    public String typeName(short number) {
        return registered(number).name();
    }

    public String typeName(Class<? extends DomainEvent> event) {
        return types.of(event).name();
    }

    public short typeNumber(Class<? extends DomainEvent> event) {
        return types.of(event).number();
    }

    /** The revision that events of this class are stored as now. */
    public short revision(Class<? extends DomainEvent> event) {
        return types.of(event).revision();
    }

    private ObjectNode lifted(EventTypes.Registered type, int revision, byte[] payload) {
        ObjectNode node = null;
        for (int from = revision; from < type.revision(); from++) {
            Upcaster upcaster = upcasters.get(new Step(type.name(), from));
            if (upcaster == null) {
                throw new UnreadableEventException(
                        type.name() + " revision " + from + " has no upcaster", null);
            }
            node = upcaster.upcast(node == null ? named(type, revision, payload) : node);
        }
        if (node == null) {
            throw new IllegalStateException("nothing to lift");
        }
        return node;
    }

    private ObjectNode named(EventTypes.Registered type, int revision, byte[] payload) {
        EventLayout layout = EventLayout.kept(type.name(), revision);
        if (layout == null) {
            throw new UnreadableEventException(
                    type.name() + " revision " + revision + " has no layout", null);
        }
        JsonNode values = stored.readTree(payload);
        return layout.named(values);
    }

    private EventTypes.Registered registered(short number) {
        EventTypes.Registered type = types.numbered(number);
        if (type == null) {
            throw new UnreadableEventException("no event is registered as number " + number, null);
        }
        return type;
    }

    private @Nullable DomainEvent asWritten(short number, byte[] bytes, int from) {
        PositionalReader reader = positional.get(number);
        return reader == null ? null : (DomainEvent) reader.read(bytes, from, bytes.length - from);
    }

    private ObjectReader reader(short number) {
        ObjectReader reader = readers.get(number);
        if (reader == null) {
            throw new IllegalStateException("no reader of " + number);
        }
        return reader;
    }

    private static UnreadableEventException unreadable(
            EventTypes.Registered type, int revision, RuntimeException why) {
        @Nullable String message =
                why instanceof tools.jackson.core.JacksonException jackson
                        ? jackson.getOriginalMessage()
                        : why.getMessage();
        return new UnreadableEventException(
                type.name() + " revision " + revision + ": " + message, why);
    }
}
