package dev.clickledger.local.demo.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The closing account as a table, for people. */
public final class ClosingAccount {

    private static final int LABEL = 40;
    private static final int NUMBER = 20;
    private static final String RULE = "─".repeat(LABEL + NUMBER + 2);

    private final List<String> lines = new ArrayList<>();

    private ClosingAccount() {}

    public static String of(DemoReport report) {
        var table = new ClosingAccount();
        table.shoppers(report);
        table.money(report);
        table.sales(report);
        table.time(report);
        return String.join(System.lineSeparator(), table.lines);
    }

    private void shoppers(DemoReport report) {
        head("Shoppers");
        count("page views looked up", report.lookups());
        count("ads returned and seen", report.impressions());
        count("clicks charged", report.clicksCharged());
        report.clicksDeclined()
                .forEach((reason, number) -> count("clicks declined: " + words(reason), number));
        countUnlessZero("clicks on a page without ad", report.clicksWithoutAd());
        countUnlessZero("clicks repeated", report.clicksRepeated());
        countUnlessZero("clicks more than an hour late", report.clicksExpired());
    }

    private void money(DemoReport report) {
        head("Money");
        won("top-ups", report.topUpsWon());
        won("balances left", -report.balancesWon());
        line("= spent", won(report.topUpsWon() - report.balancesWon()));
        space();
        won("charged for clicks", report.chargedWon());
        won("refunded, %,d duplicates".formatted(report.refunds()), -report.refundedWon());
        line("= earned", won(report.chargedWon() - report.refundedWon()));
        space();
        line("difference", won(report.differenceWon()));
    }

    private void sales(DemoReport report) {
        head("Sales");
        count("purchases", report.purchases());
        countUnlessZero("of them repeated", report.purchasesRepeated());
        countUnlessZero("of them without a click before", report.purchasesWithoutClick());
        count("purchases owed to a click", report.conversionsAttributed());
        won("revenue owed to clicks", report.attributedRevenueWon());
        if (report.retractions() > 0) {
            count("of them taken back", report.retractions());
            won("revenue taken back", report.retractedRevenueWon());
        }
    }

    private void time(DemoReport report) {
        head("Time");
        for (Map.Entry<String, Double> phase : report.phases().entrySet()) {
            line(phase.getKey(), seconds(phase.getValue()));
        }
        line("in all", seconds(report.seconds()));
        line("events stored", "%,d".formatted(report.eventsStored()));
        lines.add(RULE);
    }

    private void head(String title) {
        lines.add(RULE);
        lines.add(" " + title.toUpperCase(Locale.ROOT));
        lines.add(RULE);
    }

    private void countUnlessZero(String label, long number) {
        if (number != 0) {
            count(label, number);
        }
    }

    private void count(String label, long number) {
        line(label, "%,d".formatted(number));
    }

    private void won(String label, long amount) {
        line(label, won(amount));
    }

    private void space() {
        lines.add("");
    }

    private void line(String label, String value) {
        lines.add((" %-" + LABEL + "s%" + NUMBER + "s").formatted(label, value));
    }

    static String won(long amount) {
        return (amount < 0 ? "−₩%,d" : "₩%,d").formatted(Math.abs(amount));
    }

    private static String seconds(double seconds) {
        return "%.1f s".formatted(seconds);
    }

    private static String words(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
