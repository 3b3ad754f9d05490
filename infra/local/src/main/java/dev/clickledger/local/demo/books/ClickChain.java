package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.local.demo.api.QueryApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One click from the won back to the auction, as an auditor reads it: a refunded one if any. */
public final class ClickChain {

    private static final int MOST_LINES = 60;

    private final List<String> lines = new ArrayList<>();

    private ClickChain() {}

    public static Optional<String> of(StoredAccount stored, QueryApi query, Instant now) {
        Stream<ClickId> candidates =
                Stream.concat(
                        Stream.concat(
                                stored.refunds().stream().map(refund -> refund.clickId()),
                                stored.conversions().stream().map(match -> match.clickId())),
                        stored.charges().keySet().stream());
        return candidates.findFirst().map(click -> chain(click, query.clickChain(click, now)));
    }

    private static String chain(ClickId click, JsonNode known) {
        var chain = new ClickChain();
        chain.lines.add("");
        chain.lines.add("One won's way back: click " + click);
        chain.add("  ", known);
        return String.join(
                System.lineSeparator(),
                chain.lines.subList(0, Math.min(chain.lines.size(), MOST_LINES)));
    }

    private void add(String indent, JsonNode node) {
        node.propertyStream()
                .forEach(
                        property -> {
                            String name = indent + property.getKey().replace('_', ' ');
                            JsonNode value = property.getValue();
                            if (value.isContainer()) {
                                if (!value.isEmpty()) {
                                    lines.add(name);
                                    addAll(indent + "  ", value);
                                }
                            } else if (!value.isNull()) {
                                lines.add("%-34s %s".formatted(name, value.asString()));
                            }
                        });
    }

    private void addAll(String indent, JsonNode container) {
        if (container.isObject()) {
            add(indent, container);
            return;
        }
        container.forEach(
                item -> {
                    if (item.isContainer()) {
                        add(indent + "- ", item);
                    } else {
                        lines.add(indent + "- " + item.asString());
                    }
                });
    }
}
