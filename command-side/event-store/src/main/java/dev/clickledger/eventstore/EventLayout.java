package dev.clickledger.eventstore;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the values of a stored payload are, since it holds them by position: an object for a record
 * (its fields in their order), an array of one for a list or set, and for a value what it is:
 * {@code value} as JSON has it, {@code instant} in milliseconds since 1970, {@code day} in days
 * since 1970, {@code uuid} in 16 bytes.
 *
 * <p>The layout of every revision that was ever stored is kept in {@code event-layouts/}, so that a
 * payload can be read without the class that wrote it.
 */
final class EventLayout {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;

    private EventLayout(JsonNode root) {
        this.root = root;
    }

    /** Of an event, or of a snapshot's state, as its class is now. */
    static EventLayout of(Class<? extends Record> stored) {
        return new EventLayout(ofType(stored));
    }

    /**
     * Of a revision that may have no class any more.
     *
     * @return {@code null} when none was kept
     */
    static @Nullable EventLayout kept(String name, int revision) {
        try (InputStream file =
                EventLayout.class.getResourceAsStream(
                        "/event-layouts/" + name + ".r" + revision + ".json")) {
            return file == null
                    ? null
                    : new EventLayout(JsonMapper.shared().readTree(file.readAllBytes()));
        } catch (IOException unreadable) {
            throw new IllegalStateException("reading the layout of " + name, unreadable);
        }
    }

    /** Every record that is stored by position. */
    static Set<Class<?>> recordsWithin(Class<?> event) {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(event, records);
        return records;
    }

    JsonNode toJson() {
        return root;
    }

    /** The payload's values under their names, as the event's JSON has them. */
    ObjectNode named(JsonNode payload) {
        return (ObjectNode) named(root, payload);
    }

    private static JsonNode named(JsonNode layout, JsonNode value) {
        if (layout instanceof ObjectNode fields) {
            ObjectNode object = NODES.objectNode();
            Iterator<JsonNode> values = value.iterator();
            for (Map.Entry<String, JsonNode> field : fields.properties()) {
                JsonNode next = values.next();
                if (!next.isNull()) {
                    object.set(field.getKey(), named(field.getValue(), next));
                }
            }
            return object;
        }
        if (layout instanceof ArrayNode list) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(element -> array.add(named(list.get(0), element)));
            return array;
        }
        return switch (layout.asString()) {
            case "instant" -> StringNode.valueOf(Instant.ofEpochMilli(value.asLong()).toString());
            case "day" -> StringNode.valueOf(LocalDate.ofEpochDay(value.asLong()).toString());
            case "uuid" -> StringNode.valueOf(uuid(value.binaryValue()).toString());
            default -> value;
        };
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static JsonNode ofType(Type type) {
        if (type instanceof ParameterizedType list
                && (list.getRawType() == List.class || list.getRawType() == Set.class)) {
            return NODES.arrayNode().add(ofType(list.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> known) {
            if (isByPosition(known)) {
                ObjectNode fields = NODES.objectNode();
                for (RecordComponent component : known.getRecordComponents()) {
                    fields.set(
                            PropertyNamingStrategies.SNAKE_CASE.nameForField(
                                    null, null, component.getName()),
                            ofType(component.getGenericType()));
                }
                return fields;
            }
            return StringNode.valueOf(kind(known));
        }
        throw new IllegalStateException("No event may hold a " + type);
    }

    private static String kind(Class<?> type) {
        if (type == Instant.class) {
            return "instant";
        }
        if (type == LocalDate.class) {
            return "day";
        }
        return type == ClickId.class || type == AuctionId.class ? "uuid" : "value";
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType list) {
            collect(list.getActualTypeArguments()[0], records);
        } else if (type instanceof Class<?> known && isByPosition(known) && records.add(known)) {
            for (RecordComponent component : known.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }

    /** A record that JSON writes as an object, not as one value. */
    static boolean isByPosition(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredMethods()).noneMatch(EventLayout::isJsonValue);
    }

    private static boolean isJsonValue(Method method) {
        return method.isAnnotationPresent(JsonValue.class);
    }
}
