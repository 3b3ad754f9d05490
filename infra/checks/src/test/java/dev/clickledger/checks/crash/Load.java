package dev.clickledger.checks.crash;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.ClickId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Shoppers who click and advertisers who pay, until they are stopped; and what they were answered.
 * What comes next is seeded, its order among the callers is the machine's.
 */
final class Load implements AutoCloseable {

    private static final int TOP_UP_ONE_IN = 150;
    private static final int REFUND_ONE_IN = 40;
    private static final int REPEAT_ONE_IN = 8;

    /** What a shopper was told. */
    record Told(ServedAd ad, String outcome, long amount, @Nullable String declineReason) {}

    private final Map<ClickId, Told> told = new ConcurrentHashMap<>();
    private final Map<String, Long> credited = new ConcurrentHashMap<>();
    private final Map<ClickId, Told> toRefund = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentSkipListSet<Long> chargedAt = new ConcurrentSkipListSet<>();
    private final AtomicLong answers = new AtomicLong();
    private final Map<Long, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    private final Market market;
    private final Caller caller;
    private final Refunds refunds;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private List<Thread> threads = List.of();

    Load(Market market, Caller caller, Refunds refunds) {
        this.market = market;
        this.caller = caller;
        this.refunds = refunds;
    }

    void start(int callers, Random seeds) {
        stopped.set(false);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            var random = new Random(seeds.nextLong());
            started.add(Thread.ofVirtual().start(() -> run(random)));
        }
        threads = started;
    }

    /** Returns when each has the answer to what it sent last. */
    void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Done by the caller's own thread that gets that answer, counted from now. */
    CompletableFuture<Void> answersFromNow(long count) {
        var reached = new CompletableFuture<Void>();
        awaited.put(answers.get() + count, reached);
        return reached;
    }

    long answers() {
        return answers.get();
    }

    /** When the first click was charged at or after that {@link System#nanoTime()}. */
    @Nullable Long chargedAtOrAfter(long nanoTime) {
        return chargedAt.ceiling(nanoTime);
    }

    Map<ClickId, Told> told() {
        return told;
    }

    /** Amounts by payment reference. */
    Map<String, Long> credited() {
        return credited;
    }

    Map<ClickId, Told> toRefund() {
        return toRefund;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void run(Random random) {
        try {
            while (!stopped.get()) {
                click(random);
                if (random.nextInt(TOP_UP_ONE_IN) == 0) {
                    topUp(random);
                }
            }
        } catch (InterruptedException | RuntimeException | AssertionError failed) {
            wrong.add("a caller gave up: " + failed);
        }
    }

    private void click(Random random) throws InterruptedException {
        ServedAd ad = market.ad(market.pick(random), random);
        String body =
                """
                {"ad_token":"%s","device_id":"d-%d","session_id":"s"}
                """
                        .formatted(market.token(ad), random.nextInt(1_000));
        Told first = send(ad, body);
        if (first == null) {
            return;
        }
        if (random.nextInt(REPEAT_ONE_IN) == 0) {
            Told again = send(ad, body);
            if (!first.equals(again)) {
                wrong.add(ad.clickId() + " was first " + first + ", then " + again);
            }
        }
        if (first.outcome().equals("CHARGED") && random.nextInt(REFUND_ONE_IN) == 0) {
            toRefund.put(ad.clickId(), first);
            refunds.ask(ad, random.nextBoolean());
        }
    }

    private @Nullable Told send(ServedAd ad, String body) throws InterruptedException {
        Caller.Answer answer = caller.post("/v1/clicks", body);
        if (answer.status() != 200) {
            wrong.add(ad.clickId() + " was answered " + answer);
            return null;
        }
        var one =
                new Told(
                        ad,
                        answer.body().get("outcome").asString(),
                        answer.body().get("charged_amount").asLong(),
                        answer.body().has("decline_reason")
                                ? answer.body().get("decline_reason").asString()
                                : null);
        told.put(ad.clickId(), one);
        if (one.outcome().equals("CHARGED") && !answer.body().get("repeated").asBoolean()) {
            chargedAt.add(System.nanoTime());
        }
        CompletableFuture<Void> reached = awaited.remove(answers.incrementAndGet());
        if (reached != null) {
            reached.complete(null);
        }
        return one;
    }

    private void topUp(Random random) {
        String reference = "pay-" + Long.toHexString(random.nextLong());
        long amount = 1 + random.nextInt(20_000);
        caller.topUp(market.pick(random).advertiser().value(), amount, reference);
        credited.put(reference, amount);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
