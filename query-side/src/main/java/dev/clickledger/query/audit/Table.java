package dev.clickledger.query.audit;

import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something with rows to compare. Values are compared as texts, in one form whatever side they come
 * from.
 *
 * @param name as people know it, and as SQL does
 * @param keyColumns how many of the columns, from the first, name a row
 */
record Table(String name, int keyColumns, List<Column> columns) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A column and the SQL expression that gives its text. */
    record Column(String name, String sql) {}

    /**
     * @param columns names; those that end in {@code @} are times
     */
    static Table of(String name, int keyColumns, String... columns) {
        return new Table(name, keyColumns, Arrays.stream(columns).map(Table::column).toList());
    }

    private static Column column(String column) {
        if (column.endsWith("@")) {
            String name = column.substring(0, column.length() - 1);
            return new Column(
                    name,
                    "to_char("
                            + name
                            + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        }
        return new Column(column, column + "::text");
    }

    String select() {
        return columns.stream()
                .map(Column::sql)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + name));
    }

    /** A value as the row would have it. */
    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> TIME.format(time);
            case Money money -> Long.toString(money.amount());
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    /** {@code views.balance advertiser_id=a-1}. */
    String where(@Nullable String[] row) {
        StringBuilder where = new StringBuilder(name);
        for (int i = 0; i < keyColumns; i++) {
            where.append(' ').append(columns.get(i).name()).append('=').append(row[i]);
        }
        return where.toString();
    }

    String keyOf(@Nullable String[] row) {
        return keyColumns == 1
                ? String.valueOf(row[0])
                : Arrays.stream(row, 0, keyColumns)
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n"));
    }

    /** The values beside the key, or only those that {@code other} has otherwise. */
    String describe(@Nullable String[] row, @Nullable String @Nullable [] other) {
        StringBuilder text = new StringBuilder();
        for (int i = keyColumns; i < row.length; i++) {
            boolean shown =
                    other == null ? row[i] != null : !java.util.Objects.equals(row[i], other[i]);
            if (shown) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(columns.get(i).name())
                        .append('=')
                        .append(row[i] == null ? "none" : row[i]);
            }
        }
        return text.isEmpty() ? "a row" : text.toString();
    }
}
