package dev.clickledger.local.demo;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.api.QueryApi;
import dev.clickledger.local.demo.books.Balanced;
import dev.clickledger.local.demo.books.Books;
import dev.clickledger.local.demo.books.ClickChain;
import dev.clickledger.local.demo.books.ClosingAccount;
import dev.clickledger.local.demo.books.CountedImpressions;
import dev.clickledger.local.demo.books.DemoReport;
import dev.clickledger.local.demo.books.StoredAccount;
import dev.clickledger.local.demo.books.ToldPerformance;
import dev.clickledger.local.demo.drain.Drain;
import dev.clickledger.local.demo.input.ShopperLog;
import dev.clickledger.local.demo.input.Survey;
import dev.clickledger.local.demo.journal.JournalFile;
import dev.clickledger.local.demo.journal.JournalLine;
import dev.clickledger.local.demo.market.Market;
import dev.clickledger.local.demo.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One demo, from the empty system to the closing account. */
final class Demo {

    /** A step of draining takes seconds; a machine under load gets some more. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final Running system;
    private final Path input;
    private final Survey survey;
    private final long seed;
    private final Stopwatch stopwatch;
    private final PrintWriter out;

    Demo(
            Running system,
            Path input,
            Survey survey,
            long seed,
            Stopwatch stopwatch,
            PrintWriter out) {
        this.system = system;
        this.input = input;
        this.survey = survey;
        this.seed = seed;
        this.stopwatch = stopwatch;
        this.out = out;
    }

    /**
     * @return whether the books balance
     */
    boolean play(@Nullable Path reportFile, @Nullable Path journalFile)
            throws IOException, InterruptedException {
        try (var command = new CommandApi(system.command());
                var query = new QueryApi(system.query());
                var journal = new JournalFile();
                var drain = new Drain(system.backstage(), LONGEST_WAIT, this::say)) {
            Market market = openMarket(command, journal, drain);
            var replay = new Replay(command, query, journal);
            Instant end = replay(replay);
            drain.awaitEverything(end);
            stopwatch.ends("drain");

            say("Checking the books");
            StoredAccount stored =
                    StoredAccount.read(new EventReader(system.backstage().postgres()));
            Balanced balanced =
                    new Books(
                                    market.topUps(),
                                    balances(market, query, end),
                                    stored,
                                    replay.tally(),
                                    replay.charged(),
                                    replay.orders(),
                                    CountedImpressions.served(system.backstage().postgres()),
                                    ToldPerformance.read(system.backstage().postgres()))
                            .check();
            if (journalFile != null) {
                journal.write(journalFile, foundOut(stored));
            }
            stopwatch.ends("check");
            DemoReport report =
                    DemoReport.of(
                            replay.tally(),
                            stored,
                            balanced,
                            stopwatch.phases(),
                            stopwatch.seconds());
            if (reportFile != null) {
                report.write(reportFile);
            }
            print(report, stored, query, end);
            return balanced.holds();
        }
    }

    private Market openMarket(CommandApi command, JournalFile journal, Drain drain)
            throws InterruptedException {
        Market market = Market.plan(survey, seed);
        say(
                "Setting up %,d advertisers with %,d campaigns (seed %d)"
                        .formatted(market.topUps().size(), market.campaigns(), seed));
        market.open(command, journal);
        drain.awaitViews();
        stopwatch.ends("set-up");
        return market;
    }

    private Instant replay(Replay replay) throws IOException, InterruptedException {
        say(
                "Replaying %,d actions, from %s to %s"
                        .formatted(survey.actions(), survey.first(), survey.last()));
        try (ShopperLog log = ShopperLog.open(input);
                var progress = new ReplayProgress(survey.actions(), out)) {
            Instant end = replay.play(log, progress::step);
            stopwatch.ends("replay");
            return end;
        }
    }

    private static Map<AdvertiserId, Money> balances(Market market, QueryApi query, Instant now) {
        Map<AdvertiserId, Money> balances = new LinkedHashMap<>();
        for (AdvertiserId advertiser : market.topUps().keySet()) {
            long won = query.balance(advertiser, now.plusMillis(1)).path("balance").asLong();
            balances.put(advertiser, Money.won(won));
        }
        return balances;
    }

    private static List<JournalLine> foundOut(StoredAccount stored) {
        List<JournalLine> lines = new ArrayList<>(stored.refunds());
        lines.addAll(stored.conversions());
        lines.addAll(stored.retractions());
        return lines;
    }

    private void print(DemoReport report, StoredAccount stored, QueryApi query, Instant end) {
        out.println();
        out.println(ClosingAccount.of(report));
        ClickChain.of(stored, query, end.plusMillis(1)).ifPresent(out::println);
        report.deviations().forEach(deviation -> out.println("WRONG: " + deviation));
        out.println(
                report.deviations().isEmpty() ? "The books balance." : "The books do not balance.");
        out.flush();
    }

    private void say(String line) {
        out.println(line + " ...");
        out.flush();
    }
}
