package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The positions of a seal's leaves, in about two bytes each: for every leaf by how much its
 * transaction and then its offset differ from the leaf's before, the first from 0:0. Numbers are
 * LEB128; offsets, which may fall, are zigzagged.
 */
final class LeafPositions {

    private static final int MORE = 0x80;
    private static final int VALUE = 0x7f;
    private static final int VALUE_BITS = 7;

    private LeafPositions() {}

    /** Writes positions one by one. */
    static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long transaction;
        private long offset;

        void add(long nextTransaction, long nextOffset) {
            write(nextTransaction - transaction);
            long step = nextOffset - offset;
            write((step << 1) ^ (step >> (Long.SIZE - 1)));
            transaction = nextTransaction;
            offset = nextOffset;
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private void write(long number) {
            long rest = number;
            while ((rest & ~(long) VALUE) != 0) {
                bytes.write((int) (rest & VALUE) | MORE);
                rest >>>= VALUE_BITS;
            }
            bytes.write((int) rest);
        }
    }

    /**
     * @throws IllegalArgumentException if these are not the bytes of whole positions
     */
    static List<Position> read(byte[] bytes) {
        List<Position> positions = new ArrayList<>();
        var reader = new Reader(bytes);
        long transaction = 0;
        long offset = 0;
        while (reader.at < bytes.length) {
            transaction += reader.number();
            long zigzag = reader.number();
            offset += (zigzag >>> 1) ^ -(zigzag & 1);
            positions.add(new Position(transaction, offset));
        }
        return positions;
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE; shift += VALUE_BITS) {
                if (at == bytes.length) {
                    break;
                }
                byte next = bytes[at++];
                number |= (long) (next & VALUE) << shift;
                if ((next & MORE) == 0) {
                    return number;
                }
            }
            throw new IllegalArgumentException("not the positions of a seal's leaves");
        }
    }
}
