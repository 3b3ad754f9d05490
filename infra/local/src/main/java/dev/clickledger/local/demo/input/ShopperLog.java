package dev.clickledger.local.demo.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input, action by action, in the order in which they count: by time; of one instant, lookups
 * and clicks as they stand, then purchases, then cancellations, because a purchase goes back to a
 * click "at or before it". Holds no more than the orders of one instant.
 */
public final class ShopperLog implements Iterator<ShopperAction>, AutoCloseable {

    private final BufferedReader reader;
    private final List<Column> header;
    private final OneInstant instant = new OneInstant();
    private long line;
    private @Nullable ShopperAction ahead;

    private ShopperLog(BufferedReader reader) throws IOException {
        this.reader = reader;
        this.header = header(readLine());
        this.ahead = read();
    }

    /**
     * @throws InputRefused if it isn't a log of shoppers, as soon as that shows
     */
    public static ShopperLog open(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            return new ShopperLog(reader);
        } catch (RuntimeException | IOException refused) {
            reader.close();
            throw refused;
        }
    }

    @Override
    public boolean hasNext() {
        return ahead != null || !instant.isEmpty();
    }

    @Override
    public ShopperAction next() {
        while (ahead != null && !instant.isOverAt(ahead.at())) {
            ShopperAction action = ahead;
            ahead = read(action);
            if (!instant.keepsBack(action)) {
                return action;
            }
        }
        if (instant.isEmpty()) {
            throw new NoSuchElementException();
        }
        return instant.next();
    }

    private @Nullable ShopperAction read(ShopperAction before) {
        ShopperAction next = read();
        if (next != null && next.at().isBefore(before.at())) {
            throw new InputRefused(
                    next.line(),
                    Column.TIMESTAMP,
                    next.at() + " is before " + before.at() + " of the row above: sort by time");
        }
        return next;
    }

    private @Nullable ShopperAction read() {
        try {
            String text;
            do {
                text = readLine();
            } while (text != null && text.isBlank());
            return text == null ? null : new Row(line, header, CsvLine.split(line, text)).action();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private @Nullable String readLine() throws IOException {
        line++;
        try {
            return reader.readLine();
        } catch (CharacterCodingException notUtf8) {
            throw new InputRefused(line, "is not UTF-8");
        }
    }

    private static List<Column> header(@Nullable String text) {
        if (text == null) {
            throw new InputRefused(1, "is missing; the first line names the columns");
        }
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Column> columns = new ArrayList<>();
        for (String name : CsvLine.split(1, withoutMark)) {
            Optional<Column> column =
                    Arrays.stream(Column.values())
                            .filter(known -> known.columnName().equals(name.strip()))
                            .findFirst();
            columns.add(
                    column.orElseThrow(
                            () -> new InputRefused(1, "unknown column '" + name.strip() + "'")));
        }
        if (columns.size() != Column.values().length
                || EnumSet.copyOf(columns).size() != columns.size()) {
            throw new InputRefused(
                    1,
                    "must name each of these columns once: "
                            + String.join(
                                    ",",
                                    Arrays.stream(Column.values())
                                            .map(Column::columnName)
                                            .toList()));
        }
        return columns;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
