package dev.clickledger.eventstore.sealing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 32 bytes of SHA-256; as text 64 hexadecimal digits. */
public final class Hash {

    static final int BYTES = 32;

    /** What the first seal names as its predecessor. */
    static final Hash NONE = new Hash(new byte[BYTES]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    static Hash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    /** One of several in a row. */
    static Hash at(byte[] bytes, int index) {
        return at(bytes, index * BYTES, BYTES);
    }

    private static Hash at(byte[] bytes, int from, int length) {
        if (length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return new Hash(Arrays.copyOfRange(bytes, from, from + BYTES));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Hash parse(String text) {
        return of(HexFormat.of().parseHex(text));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    @JsonValue
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
