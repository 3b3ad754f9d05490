package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run: two nodes on one store, shoppers, admins, verdicts and readers, all by one seed and on
 * one thread. A step is one thing that one of them does.
 */
final class Simulation implements AutoCloseable {

    /** In Seoul half an hour before a midnight; the next one but one begins a month. */
    private static final Instant START = Instant.parse("2026-03-30T14:30:00Z");

    private static final int MOST_STRAYS = 2;
    private static final int MOST_ROUNDS = 50;

    private final Dice dice;
    private final SimulatedClock clock = new SimulatedClock(START);
    private final SimulatedStore store;
    private final Faults faults;
    private final Findings findings = new Findings();
    private final Snapshots snapshots;
    private final Market market;
    private final List<SimulatedNode> nodes;
    private final List<NodeConnection> connections;
    private final Shoppers shoppers;
    private final Admins admins;
    private final Verdicts verdicts;
    private final Reader publisher;
    private final LiveView live;
    private final Deque<StoreTransaction> strays = new ArrayDeque<>();
    private int depth;
    private long monthsUsedUp;

    Simulation(long seed, Set<Guard> broken) {
        this.dice = new Dice(seed);
        this.store = new SimulatedStore(broken, clock);
        this.faults = new Faults(dice, 3_000);
        this.snapshots = new Snapshots(store, dice);
        this.market = new Market(dice);
        this.connections = List.of(connection(), connection());
        this.nodes =
                connections.stream()
                        .map(to -> new SimulatedNode(to, store, snapshots, clock, broken))
                        .toList();
        this.shoppers = new Shoppers(market, store, dice, findings);
        this.admins = new Admins(market, store, dice);
        this.verdicts = new Verdicts(store, dice);
        this.publisher = new Reader(store, dice, verdicts);
        this.live = new LiveView(store, dice, broken);
    }

    private NodeConnection connection() {
        return new NodeConnection(store, clock, faults, dice, this::meanwhile);
    }

    /**
     * @throws Violation at the first thing that does not hold
     */
    void run(int steps) {
        admins.open(nodes.getFirst());
        faults.start();
        for (int step = 0; step < steps; step++) {
            findings.during(this::step);
            findings.rethrow();
        }
        faults.stop();
        findings.during(this::settle);
        findings.rethrow();
        check();
    }

    private void step() {
        clock.advance(Duration.ofMillis(dice.below(40)));
        if (dice.oneIn(50)) {
            snapshots.make(dice.of(market.advertisers()));
        }
        int what = dice.below(100);
        if (what < 48) {
            shoppers.act(nodes);
        } else if (what < 64) {
            onNode(SimulatedNode::commitNext);
        } else if (what < 68) {
            onNode(admins::act);
        } else if (what < 70) {
            verdicts.judge();
        } else if (what < 73) {
            onNode(verdicts::deliver);
        } else if (what < 83) {
            publisher.read(true);
        } else if (what < 93) {
            live.read(true);
        } else {
            somethingRare();
        }
    }

    private void somethingRare() {
        switch (dice.below(10)) {
            case 0 -> clock.jump(Duration.ofMillis(dice.between(-3_000, 3_000)));
            case 1 -> {
                if (dice.oneIn(4)) {
                    clock.advanceToMidnight();
                } else {
                    clock.advance(Duration.ofMinutes(dice.between(1, 90)));
                }
            }
            case 2, 3 -> dice.of(nodes).forgetAggregates();
            case 4, 5 -> connections.forEach(NodeConnection::endLeftOpen);
            case 6, 7 -> stray();
            case 8 -> endStray();
            default -> {
                if (dice.oneIn(4)) {
                    restart(dice.of(nodes));
                }
            }
        }
    }

    private void stray() {
        if (strays.size() < MOST_STRAYS) {
            try {
                strays.add(store.stray());
            } catch (StoreFailure never) {
                throw new IllegalStateException(never);
            }
        }
    }

    private void endStray() {
        if (!strays.isEmpty()) {
            store.rollback(strays.removeFirst());
        }
    }

    /** What happens while a node is in the middle of a transaction. */
    private void meanwhile() {
        if (depth > 0) {
            return;
        }
        depth++;
        try {
            for (int things = 1 + dice.below(3); things > 0; things--) {
                findings.during(this::somethingElse);
            }
        } finally {
            depth--;
        }
    }

    private void somethingElse() {
        switch (dice.below(8)) {
            case 0, 1, 2, 3 -> onNode(SimulatedNode::commitNext);
            case 4 -> onNode(admins::act);
            case 5 -> onNode(verdicts::deliver);
            case 6 -> publisher.read(true);
            default -> live.read(true);
        }
    }

    /** On one that is in no transaction. */
    private void onNode(Consumer<SimulatedNode> action) {
        SimulatedNode node = dice.of(nodes);
        if (node.isBusy()) {
            node = nodes.get(1 - nodes.indexOf(node));
        }
        action.accept(node);
        node.actionIsOver();
        if (node.hasCrashed()) {
            restart(node);
        }
    }

    private void restart(SimulatedNode node) {
        node.restart();
        shoppers.lost(node);
    }

    /** Nothing fails any more: all that waits must be decided, and all views catch up. */
    private void settle() {
        strays.forEach(store::rollback);
        connections.forEach(NodeConnection::endLeftOpen);
        for (int round = 0; isAnythingLeft(); round++) {
            Violation.unless(
                    round < MOST_ROUNDS,
                    Invariant.ALL_IS_DECIDED_IN_THE_END,
                    "after %d rounds there are %s, %s, %s",
                    round,
                    shoppers,
                    admins,
                    verdicts);
            clock.advance(Duration.ofSeconds(1));
            SimulatedNode node = nodes.get(round % nodes.size());
            shoppers.askAgain(node);
            admins.payAgain(node);
            nodes.forEach(
                    each -> {
                        while (each.commitNext()) {
                            clock.advance(Duration.ofMillis(1));
                        }
                    });
            for (int i = 0; i < 100 && verdicts.arePending(); i++) {
                verdicts.deliver(node);
            }
        }
        while (publisher.read(false) || live.read(false)) {
            clock.advance(Duration.ofMillis(1));
        }
    }

    private boolean isAnythingLeft() {
        return shoppers.areWaiting() || admins.areWaiting() || verdicts.arePending();
    }

    private void check() {
        Books books = Books.of(store);
        books.compareAnswers(shoppers.told());
        monthsUsedUp = books.balances().values().stream().mapToLong(SlowBooks::monthsUsedUp).sum();
        publisher.check();
        live.check();
        for (AdvertiserId advertiser : market.advertisers()) {
            snapshots.check(advertiser);
        }
    }

    /** How many clicks only the limit of a month declined. */
    long monthsUsedUp() {
        return monthsUsedUp;
    }

    /** All that was stored, but for ids that are drawn elsewhere. */
    String history() {
        var history = new StringBuilder();
        store.log()
                .forEach(
                        event ->
                                history.append(event.position())
                                        .append(' ')
                                        .append(event.event())
                                        .append('\n'));
        return history.toString();
    }

    @Override
    public void close() {
        nodes.forEach(SimulatedNode::close);
    }
}
