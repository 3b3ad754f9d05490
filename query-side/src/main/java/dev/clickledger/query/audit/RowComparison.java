package dev.clickledger.query.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows that replay expects with those that are there, in any order and in bounded
 * memory however many there are. The first pass adds up digests of the rows of either side, apart
 * for each of some thousand buckets of keys: buckets whose sums are equal hold equal rows, also
 * where one was doubled. Only if some are not, a second pass keeps the rows of these, and names
 * what differs.
 */
final class RowComparison {

    private static final int BUCKETS = 4_096;

    /** Keeps the second pass small when nearly everything differs. */
    private static final int MOST_BUCKETS_NAMED = 64;

    private static final int MOST_ROWS_KEPT = 100_000;

    private final Table table;
    private final MessageDigest sha256;

    /** Expected − found: number, and two halves of the digests, of each bucket. */
    private final long[] sums = new long[3 * BUCKETS];

    private long expectedRows;
    private long foundRows;

    private @Nullable BitSet examined;
    private int unexamined;
    private final TreeMap<String, Sides> kept = new TreeMap<>();
    private int keptRows;

    RowComparison(Table table) {
        this.table = table;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    Table table() {
        return table;
    }

    long foundRows() {
        return foundRows;
    }

    /**
     * Replay says that there is such a row.
     *
     * @param offset of the event that says so
     */
    void expect(long offset, @Nullable Object... values) {
        @Nullable String[] row = new String[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = Table.text(values[i]);
        }
        if (row.length != table.columns().size()) {
            throw new IllegalArgumentException(table.name() + " has other columns");
        }
        if (examined == null) {
            expectedRows++;
            add(1, row);
        } else if (examined.get(bucket(row)) && keptRows < MOST_ROWS_KEPT) {
            keptRows++;
            sides(row).expected.add(new Expected(offset, row));
        }
    }

    /** There is such a row. */
    void find(@Nullable String[] row) {
        if (examined == null) {
            foundRows++;
            add(-1, row);
        } else if (examined.get(bucket(row)) && keptRows < MOST_ROWS_KEPT) {
            keptRows++;
            sides(row).found.add(row);
        }
    }

    /**
     * Ends the first pass.
     *
     * @return whether a second one is needed
     */
    boolean beginSecondPass() {
        BitSet differing = new BitSet(BUCKETS);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (sums[3 * bucket] != 0 || sums[3 * bucket + 1] != 0 || sums[3 * bucket + 2] != 0) {
                if (differing.cardinality() < MOST_BUCKETS_NAMED) {
                    differing.set(bucket);
                } else {
                    unexamined++;
                }
            }
        }
        examined = differing;
        return !differing.isEmpty();
    }

    /** Ends the second pass: names what differs. */
    void report(Findings findings) {
        kept.forEach((key, sides) -> sides.report(table, findings));
        // At least one row of each differs.
        findings.addUnnamed(unexamined);
    }

    private Sides sides(@Nullable String[] row) {
        return kept.computeIfAbsent(table.keyOf(row), ignored -> new Sides());
    }

    private int bucket(@Nullable String[] row) {
        int hash = table.keyOf(row).hashCode();
        return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (BUCKETS - 1);
    }

    private void add(int sign, @Nullable String[] row) {
        for (String value : row) {
            sha256.update(value == null ? new byte[] {0} : value.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0x1F);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        int bucket = bucket(row);
        sums[3 * bucket] += sign;
        sums[3 * bucket + 1] += sign * digest.getLong();
        sums[3 * bucket + 2] += sign * digest.getLong();
    }

    private record Expected(long offset, @Nullable String[] row) {}

    /** The rows of one key on either side. */
    private static final class Sides {

        final List<Expected> expected = new ArrayList<>(1);
        final List<@Nullable String[]> found = new ArrayList<>(1);

        void report(Table table, Findings findings) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                if (i >= expected.size()) {
                    findings.add(
                            "row that no event accounts for",
                            table.where(found.get(i)),
                            "no row",
                            table.describe(found.get(i), null));
                } else if (i >= found.size()) {
                    Expected missing = expected.get(i);
                    findings.add(
                            i == 0 ? "missing row" : "event without a row of its own",
                            where(table, missing),
                            table.describe(missing.row(), null),
                            i == 0 ? "no row" : i + " for " + expected.size() + " events");
                } else {
                    reportChange(table, expected.get(i), found.get(i), findings);
                }
            }
        }

        private static void reportChange(
                Table table, Expected right, @Nullable String[] row, Findings findings) {
            if (!java.util.Arrays.equals(right.row(), row)) {
                findings.add(
                        "changed row",
                        where(table, right),
                        table.describe(right.row(), row),
                        table.describe(row, right.row()));
            }
        }

        private static String where(Table table, Expected expected) {
            return table.where(expected.row()) + " (event " + expected.offset() + ")";
        }
    }
}
