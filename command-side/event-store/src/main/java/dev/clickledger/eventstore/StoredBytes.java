package dev.clickledger.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in a stored payload, as far as its CBOR is what {@link StoredForm} writes: whole numbers,
 * texts, bytes and arrays whose length is said before them. All else is {@link Unexpected}. Not
 * thread-safe.
 */
final class StoredBytes {

    /** Somebody who takes more time may judge. Without a trace: it says nothing but that. */
    static final class Unexpected extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final Unexpected IT = new Unexpected();

        private Unexpected() {
            super("not as it is written", null, false, false);
        }
    }

    static final int POSITIVE = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    private static final int NULL = 0xF6;

    private static final int KIND_SHIFT = 5;
    private static final int LENGTH_BITS = 0x1F;
    private static final int IN_ONE_BYTE = 24;
    private static final int IN_TWO_BYTES = 25;
    private static final int IN_FOUR_BYTES = 26;
    private static final int IN_EIGHT_BYTES = 27;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final byte[] bytes;
    private final int end;
    private int at;
    private int kind;

    StoredBytes(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    static Unexpected unexpected() {
        return Unexpected.IT;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Passes over a null, if there is one. */
    boolean skipsNull() {
        if ((bytes[at] & 0xFF) != NULL) {
            return false;
        }
        at++;
        return true;
    }

    /** A whole number, whatever its sign. */
    long number() {
        long number = head();
        return switch (kind) {
            case POSITIVE -> number;
            case NEGATIVE -> -1 - number;
            default -> throw Unexpected.IT;
        };
    }

    /** How long the next value of that kind is; its bytes or elements follow. */
    int length(int expectedKind) {
        long length = head();
        if (kind != expectedKind || length > end - at) {
            throw Unexpected.IT;
        }
        return (int) length;
    }

    /** Eight bytes as they are. */
    long eightBytes() {
        long eight = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return eight;
    }

    byte[] array() {
        return bytes;
    }

    /** Where so many bytes begin, which are passed over. */
    int skip(int length) {
        int from = at;
        at += length;
        return from;
    }

    /** The number that a value begins with; what kind of value it is, {@link #kind} says. */
    private long head() {
        int first = bytes[at++] & 0xFF;
        kind = first >> KIND_SHIFT;
        int length = first & LENGTH_BITS;
        if (length < IN_ONE_BYTE) {
            return length;
        }
        long number;
        switch (length) {
            case IN_ONE_BYTE -> number = bytes[at++] & 0xFF;
            case IN_TWO_BYTES -> {
                number = (short) SHORTS.get(bytes, at) & 0xFFFF;
                at += Short.BYTES;
            }
            case IN_FOUR_BYTES -> {
                number = (int) INTS.get(bytes, at) & 0xFFFFFFFFL;
                at += Integer.BYTES;
            }
            case IN_EIGHT_BYTES -> {
                number = eightBytes();
                if (number < 0) {
                    throw Unexpected.IT; // more than a long can hold
                }
            }
            default -> throw Unexpected.IT;
        }
        return number;
    }

    private static VarHandle view(Class<?> words) {
        return MethodHandles.byteArrayViewVarHandle(words, ByteOrder.BIG_ENDIAN);
    }
}
