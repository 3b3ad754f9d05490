package dev.clickledger.local.demo.replay;

import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.api.QueryApi;
import dev.clickledger.local.demo.input.ShopperLog;
import dev.clickledger.local.demo.journal.JournalFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Plays an input slice by slice. After each slice the sandbox's clock moves to just before the
 * next, so windows close as they would in real time.
 */
public final class Replay {

    /** Past every window: the look-back of a purchase is a day. */
    private static final Duration PAST_EVERY_WINDOW = Duration.ofHours(49);

    private final CommandApi command;
    private final QueryApi query;
    private final JournalFile journal;
    private final Tally tally = new Tally();
    private final Clicks clicks;
    private final Orders orders;
    private final Shoppers shoppers = new Shoppers();

    public Replay(CommandApi command, QueryApi query, JournalFile journal) {
        this.command = command;
        this.query = query;
        this.journal = journal;
        this.clicks = new Clicks(command, tally);
        this.orders = new Orders(command, tally);
    }

    /**
     * @param onAction called after each action, from many threads
     * @return the sandbox's time at the end: later than all windows
     */
    public Instant play(ShopperLog log, Runnable onAction) throws InterruptedException {
        var slices = new Slices(log);
        @Nullable Instant last = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (slices.hasNext()) {
                Slice slice = slices.next();
                last = slice.last();
                var impressions = new Impressions(command, tally, threads, last);
                var replay =
                        new SliceReplay(
                                query,
                                clicks,
                                orders,
                                shoppers,
                                tally,
                                impressions,
                                threads,
                                onAction);
                replay.play(slice).forEach(journal::add);
                shoppers.forgetBefore(last);
                if (slice.over() != null) {
                    command.moveClock(slice.over());
                }
            }
        }
        Instant end = Objects.requireNonNull(last).plus(PAST_EVERY_WINDOW);
        command.moveClock(end);
        return end;
    }

    public Tally tally() {
        return tally;
    }

    public Collection<ChargedClick> charged() {
        return clicks.charged();
    }

    public Collection<SentOrder> orders() {
        return orders.sent();
    }
}
