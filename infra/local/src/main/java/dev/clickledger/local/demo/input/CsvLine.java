package dev.clickledger.local.demo.input;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values; a quoted value may hold commas and doubled quotes. */
final class CsvLine {

    static final int MAX_LENGTH = 4096;

    private CsvLine() {}

    static List<String> split(long number, String line) {
        if (line.length() > MAX_LENGTH) {
            throw new InputRefused(number, "longer than " + MAX_LENGTH + " characters");
        }
        List<String> values = new ArrayList<>(Column.values().length);
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(number, line, at + 1, values);
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                values.add(line.substring(at, end));
                at = end;
            }
            if (at >= line.length()) {
                return values;
            }
            if (line.charAt(at) != ',') {
                throw new InputRefused(number, "a comma must follow the closing quote");
            }
            at++;
        }
    }

    /**
     * @return where the value has ended
     */
    private static int quoted(long number, String line, int from, List<String> values) {
        var value = new StringBuilder();
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) != '"') {
                value.append(line.charAt(i));
            } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else {
                values.add(value.toString());
                return i + 1;
            }
        }
        throw new InputRefused(number, "a quote is not closed on its line");
    }
}
