package dev.clickledger.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type by the text they are stored as: ids of advertisers, campaigns and products
 * come again and again, and then are neither checked nor made anew. Holds at most {@link #SLOTS}
 * values, a newer one in place of an older one.
 *
 * <p>Thread-safe without a lock: a slot holds something immutable or nothing, and whoever misses
 * what another thread has just put there makes an equal value.
 */
final class KnownTexts {

    private static final int SLOTS = 4_096;
    private static final int LONGEST_BYTES = 64;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    @SuppressWarnings("ArrayRecordComponent")
    private record Known(byte[] text, Object value) {

        boolean is(byte[] bytes, int from, int length) {
            return Arrays.equals(text, 0, text.length, bytes, from, from + length);
        }
    }

    private final Function<String, Object> make;
    private final @Nullable Known[] slots;

    private KnownTexts(Function<String, Object> make, int slots) {
        this.make = make;
        this.slots = new @Nullable Known[slots];
    }

    /** For values that come again. */
    static KnownTexts of(Function<String, Object> make) {
        return new KnownTexts(make, SLOTS);
    }

    /** For values that rarely do: looking would cost more than it saves. */
    static KnownTexts keepingNone(Function<String, Object> make) {
        return new KnownTexts(make, 0);
    }

    /** The value whose text is those bytes. */
    Object value(byte[] bytes, int from, int length) {
        if (slots.length == 0 || length > LONGEST_BYTES) {
            return make.apply(text(bytes, from, length));
        }
        int slot = hash(bytes, from, length) & (slots.length - 1);
        Known known = slots[slot];
        if (known != null && known.is(bytes, from, length)) {
            return known.value;
        }
        // Two that want the same slot would drive each other out, had they no second one.
        Known other = slots[slot ^ 1];
        if (other != null && other.is(bytes, from, length)) {
            return other.value;
        }
        Object value = make.apply(text(bytes, from, length));
        slots[slot ^ 1] = known;
        slots[slot] = new Known(Arrays.copyOfRange(bytes, from, from + length), value);
        return value;
    }

    /** Eight bytes at a time; the last eight overlap those before them. */
    private static int hash(byte[] bytes, int from, int length) {
        long hash = length;
        int end = from + length;
        if (length < Long.BYTES) {
            for (int at = from; at < end; at++) {
                hash = (hash + bytes[at]) * HASH_FACTOR;
            }
        } else {
            for (int at = from; at < end - Long.BYTES; at += Long.BYTES) {
                hash = (hash + (long) LONGS.get(bytes, at)) * HASH_FACTOR;
                hash ^= hash >>> Integer.SIZE;
            }
            hash = (hash + (long) LONGS.get(bytes, end - Long.BYTES)) * HASH_FACTOR;
        }
        return (int) (hash ^ (hash >>> Integer.SIZE));
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
