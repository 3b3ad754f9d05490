package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.local.demo.api.ClickHistory;
import dev.clickledger.local.demo.api.QueryApi;
import dev.clickledger.local.demo.journal.JournalLine.Conversion;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One won on its way back to the auction, as an auditor reads it: that of a refunded click if there
 * is any, else of one that led to a purchase, else of any.
 */
public final class ClickChain {

    private static final int LABEL = 10;
    private static final int TEXT = 51;
    private static final String RULE = "─".repeat(LABEL + TEXT + 1);

    private final List<String> lines = new ArrayList<>();

    private ClickChain() {}

    public static Optional<String> of(StoredAccount stored, QueryApi query, Instant now) {
        Stream<ClickId> refunded = stored.refunds().stream().map(Refund::clickId);
        Stream<ClickId> matched = stored.conversions().stream().map(Conversion::clickId);
        return Stream.of(refunded, matched, stored.charges().keySet().stream())
                .flatMap(clicks -> clicks)
                .findFirst()
                .map(click -> of(query.clickHistory(click, now)));
    }

    static String of(ClickHistory click) {
        var chain = new ClickChain();
        chain.lines.add(" ONE WON'S WAY BACK");
        chain.lines.add(RULE);
        chain.charge(click);
        chain.auction(click.auction());
        chain.whatBecameOfIt(click);
        chain.lines.add(RULE);
        return String.join(System.lineSeparator(), chain.lines);
    }

    private void charge(ClickHistory click) {
        boolean charged = click.declineReason() == null;
        line(
                "won",
                charged
                        ? "%s of %s, on business day %s"
                                .formatted(
                                        ClosingAccount.won(click.chargedAmount()),
                                        click.advertiserId(),
                                        click.businessDay())
                        : "none: declined for " + click.declineReason());
        Long balance = click.balanceAfter();
        if (balance != null) {
            line("", "leaving " + ClosingAccount.won(balance));
        }
        line("click", click.clickId());
        line("", "of %s at %s".formatted(click.deviceId(), click.clickedAt()));
        line("", "on %s of %s".formatted(click.productId(), click.campaignId()));
    }

    private void auction(ClickHistory.Auction auction) {
        line("auction", auction.auctionId());
        String term = auction.searchTerm();
        line(
                "",
                "for %s %s%s"
                        .formatted(
                                auction.placement(),
                                auction.category(),
                                term == null ? "" : ", \"" + term + "\""));
        line("", "at " + auction.heldAt());
        line(
                "price",
                "%s, bid %s"
                        .formatted(
                                ClosingAccount.won(auction.actualPrice()),
                                ClosingAccount.won(auction.bidPrice())));
        line("", auction.because());
    }

    private void whatBecameOfIt(ClickHistory click) {
        ClickHistory.Refund refund = click.refund();
        if (refund != null) {
            line("refund", "%s at %s".formatted(ClosingAccount.won(refund.amount()), refund.at()));
            line("", "%s, %s".formatted(refund.reason(), refund.compensationId()));
        }
        for (ClickHistory.Conversion conversion : click.conversions()) {
            line(
                    "match",
                    "%s of order %s at %s, %s"
                            .formatted(
                                    ClosingAccount.won(conversion.revenueAmount()),
                                    conversion.orderId(),
                                    conversion.orderedAt(),
                                    conversion.status()));
        }
        line(
                "proof",
                click.events().stream()
                        .map(ClickHistory.Event::type)
                        .collect(Collectors.joining(" → ")));
    }

    /** Text that is too long goes on below. */
    private void line(String label, String text) {
        String rest = text;
        String before = label;
        while (rest.length() > TEXT) {
            int space = rest.lastIndexOf(' ', TEXT);
            int end = space > 0 ? space : TEXT;
            lines.add((" %-" + LABEL + "s%s").formatted(before, rest.substring(0, end)));
            rest = rest.substring(end).strip();
            before = "";
        }
        lines.add((" %-" + LABEL + "s%s").formatted(before, rest));
    }
}
