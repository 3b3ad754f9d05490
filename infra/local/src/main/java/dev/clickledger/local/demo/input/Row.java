package dev.clickledger.local.demo.input;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.input.ShopperAction.Bought;
import dev.clickledger.local.demo.input.ShopperAction.Cancel;
import dev.clickledger.local.demo.input.ShopperAction.Click;
import dev.clickledger.local.demo.input.ShopperAction.Purchase;
import dev.clickledger.local.demo.input.ShopperAction.View;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row, value by value; what is wrong with one is told with its line and column. */
final class Row {

    // The market opens before the first row and closes long after the last, in this century too.
    private static final Instant EARLIEST = Instant.parse("2000-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2099-01-01T00:00:00Z");

    private final long line;
    private final Map<Column, String> values = new EnumMap<>(Column.class);

    Row(long line, List<Column> header, List<String> values) {
        this.line = line;
        if (values.size() != header.size()) {
            throw new InputRefused(
                    line,
                    values.size() + " values, must be " + header.size() + " as in the header");
        }
        for (int i = 0; i < header.size(); i++) {
            this.values.put(header.get(i), values.get(i).strip());
        }
    }

    ShopperAction action() {
        return switch (text(Column.EVENT_TYPE)) {
            case "VIEW" -> view();
            case "CLICK" -> new Click(line, at(), device(), session());
            case "PURCHASE" ->
                    new Purchase(line, at(), device(), session(), order(), List.of(bought()));
            case "CANCEL" -> new Cancel(line, at(), device(), order());
            case String other ->
                    throw new InputRefused(
                            line,
                            Column.EVENT_TYPE,
                            "must be VIEW, CLICK, PURCHASE or CANCEL, not '" + other + "'");
        };
    }

    private View view() {
        String name = required(Column.PLACEMENT);
        Placement placement =
                Arrays.stream(Placement.values())
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new InputRefused(
                                                line,
                                                Column.PLACEMENT,
                                                "must be one of "
                                                        + Arrays.toString(Placement.values())));
        boolean onAShelf = placement == Placement.CATEGORY || placement == Placement.PRODUCT_DETAIL;
        Category category =
                onAShelf
                        ? parsed(Column.CATEGORY, required(Column.CATEGORY), Category::new)
                        : optional(Column.CATEGORY, Category::new);
        return new View(
                line,
                at(),
                device(),
                session(),
                placement,
                category,
                placement == Placement.SEARCH ? searchTerm() : null,
                optional(Column.PRODUCT_ID, ProductId::new));
    }

    private String searchTerm() {
        String term = required(Column.SEARCH_TERM);
        if (term.length() > Keywords.MAX_LENGTH
                || Keywords.normalise(term).isEmpty()
                || term.chars().anyMatch(Character::isISOControl)) {
            throw new InputRefused(
                    line,
                    Column.SEARCH_TERM,
                    "must be 1 to "
                            + Keywords.MAX_LENGTH
                            + " characters, without control characters");
        }
        return term;
    }

    private Bought bought() {
        String text = required(Column.REVENUE_AMOUNT);
        long won;
        try {
            won = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            won = 0;
        }
        if (won < 1 || won > Money.LARGEST_AMOUNT) {
            throw new InputRefused(
                    line,
                    Column.REVENUE_AMOUNT,
                    "must be whole won from 1 to " + Money.LARGEST_AMOUNT + ", not '" + text + "'");
        }
        return new Bought(optional(Column.PRODUCT_ID, ProductId::new), won);
    }

    private Instant at() {
        String text = required(Column.TIMESTAMP);
        try {
            // Times count to the millisecond everywhere.
            Instant at = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
                return at;
            }
        } catch (DateTimeException notATime) {
            // Refused below, as a time out of range is.
        }
        throw new InputRefused(
                line,
                Column.TIMESTAMP,
                "must be a time from 2000 to 2098 such as 2017-11-07T09:30:38Z, not '"
                        + text
                        + "'");
    }

    private DeviceId device() {
        return parsed(Column.DEVICE_ID, required(Column.DEVICE_ID), DeviceId::new);
    }

    private SessionId session() {
        return parsed(Column.SESSION_ID, required(Column.SESSION_ID), SessionId::new);
    }

    private OrderId order() {
        return parsed(Column.ORDER_ID, required(Column.ORDER_ID), OrderId::new);
    }

    private String required(Column column) {
        String value = text(column);
        if (value.isEmpty()) {
            throw new InputRefused(line, column, "is missing for " + text(Column.EVENT_TYPE));
        }
        return value;
    }

    private <T> @Nullable T optional(Column column, Function<String, T> parser) {
        String value = text(column);
        return value.isEmpty() ? null : parsed(column, value, parser);
    }

    private <T> T parsed(Column column, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new InputRefused(line, column, String.valueOf(refused.getMessage()));
        }
    }

    private String text(Column column) {
        return values.getOrDefault(column, "");
    }
}
