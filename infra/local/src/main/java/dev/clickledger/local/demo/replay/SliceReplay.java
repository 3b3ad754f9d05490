package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.local.demo.api.Lookup;
import dev.clickledger.local.demo.api.QueryApi;
import dev.clickledger.local.demo.input.ShopperAction;
import dev.clickledger.local.demo.input.ShopperAction.Cancel;
import dev.clickledger.local.demo.input.ShopperAction.Click;
import dev.clickledger.local.demo.input.ShopperAction.Purchase;
import dev.clickledger.local.demo.input.ShopperAction.View;
import dev.clickledger.local.demo.journal.JournalLine;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Plays one slice. Lookups start as soon as their device is free; clicks on one advertiser are sent
 * one after another in the order of the input, so the order of the journal is the order in which
 * the balance decided. An order's messages keep their order too.
 */
final class SliceReplay {

    private static final int MAX_ADS = 3;

    private final QueryApi query;
    private final Clicks clicks;
    private final Orders orders;
    private final Shoppers shoppers;
    private final Tally tally;
    private final Impressions impressions;
    private final ExecutorService threads;
    private final Runnable onAction;

    private final Lanes<DeviceId> devices = new Lanes<>();
    private final Lanes<AdvertiserId> advertisers = new Lanes<>();
    private final Lanes<OrderId> orderLanes = new Lanes<>();

    SliceReplay(
            QueryApi query,
            Clicks clicks,
            Orders orders,
            Shoppers shoppers,
            Tally tally,
            Impressions impressions,
            ExecutorService threads,
            Runnable onAction) {
        this.query = query;
        this.clicks = clicks;
        this.orders = orders;
        this.shoppers = shoppers;
        this.tally = tally;
        this.impressions = impressions;
        this.threads = threads;
        this.onAction = onAction;
    }

    /** An action with its place, its device's action before, and its own end. */
    private record Turn(
            int place,
            ShopperAction action,
            Shopper shopper,
            CompletableFuture<Void> before,
            CompletableFuture<Void> done) {}

    /**
     * @return the lines of the journal, in the order of the input
     */
    List<JournalLine> play(Slice slice) throws InterruptedException {
        var lines = new @Nullable JournalLine[slice.actions().size()];
        List<Turn> turns = new ArrayList<>(lines.length);
        for (ShopperAction action : slice.actions()) {
            var done = new CompletableFuture<Void>();
            var turn =
                    new Turn(
                            turns.size(),
                            action,
                            shoppers.of(action.device()),
                            devices.enter(action.device(), done),
                            done);
            turns.add(turn);
            if (action instanceof View view) {
                start(turn, turn.before(), () -> lines[turn.place()] = look(view, turn.shopper()));
            }
        }
        for (Turn turn : turns) {
            switch (turn.action()) {
                case View _ -> {} // under way
                case Click click -> startClick(click, turn, lines);
                case Purchase purchase ->
                        startOrder(
                                purchase.order(),
                                turn,
                                () -> orders.purchase(purchase, turn.shopper().lastClicked()));
                case Cancel cancel -> startOrder(cancel.order(), turn, () -> orders.cancel(cancel));
            }
        }
        finish(turns);
        return Arrays.stream(lines).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    private void startClick(Click click, Turn turn, @Nullable JournalLine[] lines) {
        try {
            // Only then is it known whose ad it hits.
            Lanes.await(turn.before());
        } catch (Lanes.FailedBefore failed) {
            turn.done().completeExceptionally(failed);
            return;
        }
        Page known = turn.shopper().page();
        Page page = known == null ? new Page(click.at(), null) : known;
        Lookup.Ad ad = page.firstAd();
        CompletableFuture<Void> before =
                ad == null ? turn.before() : advertisers.enter(ad.advertiserId(), turn.done());
        start(turn, before, () -> lines[turn.place()] = clicks.click(click, turn.shopper(), page));
    }

    private void startOrder(OrderId order, Turn turn, Runnable send) {
        CompletableFuture<Void> before = orderLanes.enter(order, turn.done());
        start(turn, CompletableFuture.allOf(before, turn.before()), send);
    }

    private void start(Turn turn, CompletableFuture<Void> before, Runnable work) {
        threads.execute(
                () -> {
                    try {
                        Lanes.await(before);
                        work.run();
                        onAction.run();
                        turn.done().complete(null);
                    } catch (Throwable failed) {
                        turn.done().completeExceptionally(failed);
                    }
                });
    }

    private JournalLine look(View view, Shopper shopper) {
        var page =
                new QueryApi.Page(
                        view.device(),
                        view.placement(),
                        view.category(),
                        view.searchTerm(),
                        view.product(),
                        MAX_ADS);
        Lookup lookup = query.ads(page, view.at());
        tally.add(Count.LOOKUPS, 1);
        tally.add(Count.ADS_RETURNED, lookup.ads().size());
        impressions.seen(view, lookup);
        Page seen = new Page(view.at(), lookup.ads().isEmpty() ? null : lookup.ads().getFirst());
        shopper.looksAt(seen);
        shoppers.rememberUntilExpiry(seen);
        return new JournalLine.Lookup(
                view.at(),
                lookup.auctionId(),
                view.device(),
                view.placement(),
                view.category(),
                lookup.ads().stream().map(SliceReplay::line).toList());
    }

    private static JournalLine.Ad line(Lookup.Ad ad) {
        return new JournalLine.Ad(
                ad.adId(),
                ad.campaignId(),
                ad.advertiserId(),
                ad.productId(),
                ad.bidPrice(),
                ad.actualPrice(),
                ad.clickId());
    }

    /** Waits for all, then tells the first failure that was nobody else's. */
    private void finish(List<Turn> turns) throws InterruptedException {
        Throwable first = null;
        for (Turn turn : turns) {
            Throwable failure = failure(turn.done());
            first = first == null ? failure : first;
        }
        for (Future<?> sending : impressions.finish()) {
            Throwable failure = failure(sending);
            first = first == null ? failure : first;
        }
        if (first != null) {
            Throwable cause = first instanceof Lanes.FailedBefore ? first.getCause() : first;
            throw new ReplayFailed(Objects.requireNonNull(cause));
        }
    }

    private static @Nullable Throwable failure(Future<?> future) throws InterruptedException {
        try {
            future.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }
}
