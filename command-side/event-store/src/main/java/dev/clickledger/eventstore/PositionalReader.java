package dev.clickledger.eventstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Reads events of one type in the form that {@link StoredForm} writes, several times as fast as a
 * mapper that is ready for any other: which value comes next is known from the record's components,
 * and values that come again are shared. It refuses nothing and repairs nothing: what is in any way
 * not as it is written, it leaves to the mapper, which alone decides whether that can be read.
 *
 * <p>Thread-safe.
 */
final class PositionalReader {

    private static final int UUID_BYTES = 16;
    private static final char REPLACEMENT = '\uFFFD';

    /** Nearly every event has its own. */
    private static final Set<Class<?>> SELDOM_COME_AGAIN = Set.of(DeviceId.class, SessionId.class);

    /** Reads one value, at the place where it begins. */
    @FunctionalInterface
    private interface Value {
        @Nullable Object read(StoredBytes from);
    }

    private final Value event;

    private PositionalReader(Value event) {
        this.event = event;
    }

    /**
     * @param mapper of the stored form: says how constants are written
     * @return {@code null} for a type that holds something else than records of single values:
     *     those with lists are few among millions
     */
    static @Nullable PositionalReader of(Class<?> event, CBORMapper mapper) {
        Value value = ofType(event, mapper);
        return value == null ? null : new PositionalReader(value);
    }

    /**
     * @return {@code null} when the mapper should be asked
     */
    @Nullable Object read(byte[] bytes, int from, int length) {
        var stored = new StoredBytes(bytes, from, length);
        try {
            Object read = event.read(stored);
            return stored.isAtEnd() ? read : null;
        } catch (RuntimeException notAsWritten) {
            // Also an end that comes too soon, and what a constructor would not have.
            return null;
        }
    }

    private static @Nullable Value ofType(Class<?> type, CBORMapper mapper) {
        if (type == long.class) {
            return StoredBytes::number;
        }
        if (type == int.class) {
            return from -> Math.toIntExact(from.number());
        }
        Value value =
                EventLayout.isByPosition(type) ? ofRecord(type, mapper) : single(type, mapper);
        return value == null ? null : from -> from.skipsNull() ? null : value.read(from);
    }

    private static @Nullable Value single(Class<?> type, CBORMapper mapper) {
        if (type == Long.class) {
            return StoredBytes::number;
        }
        if (type == Money.class) {
            return from -> Money.won(from.number());
        }
        if (type == Instant.class) {
            return from -> Instant.ofEpochMilli(from.number());
        }
        if (type == LocalDate.class) {
            return from -> LocalDate.ofEpochDay(from.number());
        }
        if (type == ClickId.class) {
            return from -> new ClickId(uuid(from));
        }
        if (type == AuctionId.class) {
            return from -> new AuctionId(uuid(from));
        }
        Function<String, Object> make = ofText(type, mapper);
        return make == null ? null : texts(type, make);
    }

    private static Value texts(Class<?> type, Function<String, Object> make) {
        KnownTexts known =
                SELDOM_COME_AGAIN.contains(type)
                        ? KnownTexts.keepingNone(make)
                        : KnownTexts.of(make);
        return from -> {
            int length = from.length(StoredBytes.TEXT);
            return known.value(from.array(), from.skip(length), length);
        };
    }

    private static @Nullable Function<String, Object> ofText(Class<?> type, CBORMapper mapper) {
        if (type == String.class) {
            return PositionalReader::validText;
        }
        if (type.isEnum()) {
            return constants(type, mapper);
        }
        if (type.isRecord() && isMadeOfItsText(type)) {
            MethodHandle constructor = RecordConstructors.constructor(type);
            return text -> RecordConstructors.call(constructor, text);
        }
        return null;
    }

    /**
     * What stands for bytes that are no text may have been written, or not: the mapper can tell.
     */
    private static Object validText(String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw StoredBytes.unexpected();
        }
        return text;
    }

    private static Function<String, Object> constants(Class<?> type, CBORMapper mapper) {
        Map<String, Object> byText = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byText.put(mapper.convertValue(constant, String.class), constant);
        }
        return text -> {
            Object constant = byText.get(text);
            if (constant == null) {
                throw StoredBytes.unexpected();
            }
            return constant;
        };
    }

    private static boolean isMadeOfItsText(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != 1 || components[0].getType() != String.class) {
            return false;
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            JsonCreator creator = constructor.getAnnotation(JsonCreator.class);
            if (creator != null && creator.mode() == JsonCreator.Mode.DELEGATING) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Value ofRecord(Class<?> type, CBORMapper mapper) {
        RecordComponent[] components = type.getRecordComponents();
        Value[] values = new Value[components.length];
        for (int i = 0; i < values.length; i++) {
            Value value = ofType(components[i].getType(), mapper);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        MethodHandle constructor = RecordConstructors.constructor(type);
        return from -> {
            if (from.length(StoredBytes.ARRAY) != values.length) {
                throw StoredBytes.unexpected();
            }
            Object[] arguments = new Object[values.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = values[i].read(from);
            }
            return RecordConstructors.call(constructor, arguments);
        };
    }

    private static UUID uuid(StoredBytes from) {
        if (from.length(StoredBytes.BYTES) != UUID_BYTES) {
            throw StoredBytes.unexpected();
        }
        return new UUID(from.eightBytes(), from.eightBytes());
    }
}
