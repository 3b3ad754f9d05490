package dev.clickledger.checks.simulation;

import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.http.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * They click, click again, and again when nobody answered; some click on what was shown to others.
 * What they are told is compared with what is stored, at once.
 */
final class Shoppers {

    private static final int PEOPLE = 12;
    private static final int RECENT = 40;

    /** Who clicks. */
    record Shopper(DeviceId device, SessionId session, UUID digest) {}

    /** An ad that somebody was shown. */
    private static final class Click {
        final ServedAd ad;
        final Shopper shopper;
        final boolean impossible;

        Click(ServedAd ad, Shopper shopper, boolean impossible) {
            this.ad = ad;
            this.shopper = shopper;
            this.impossible = impossible;
        }
    }

    /** Somebody wants to know what became of a click. */
    private record Question(Click click, Shopper by) {}

    private record Attempt(Question question, SimulatedNode node, int life) {}

    private final Market market;
    private final SimulatedStore store;
    private final Dice dice;
    private final Findings findings;
    private final List<Shopper> people = new ArrayList<>();
    private final List<Click> clicks = new ArrayList<>();
    private final Set<Attempt> waiting = new LinkedHashSet<>();
    private final Deque<Question> unanswered = new ArrayDeque<>();
    private final Set<Question> settled = new HashSet<>();
    private final Map<ClickId, ClickAnswer.Decided> told = new HashMap<>();
    private final Set<ClickId> toldFirst = new LinkedHashSet<>();

    Shoppers(Market market, SimulatedStore store, Dice dice, Findings findings) {
        this.market = market;
        this.store = store;
        this.dice = dice;
        this.findings = findings;
        for (int i = 0; i < PEOPLE; i++) {
            var device = new DeviceId("device_" + i / 2);
            var session = new SessionId("session_" + i);
            people.add(new Shopper(device, session, RegisteredClick.shopper(device, session)));
        }
    }

    /** Something of what shoppers do; who is impatient does it at two nodes at once. */
    void act(List<SimulatedNode> nodes) {
        SimulatedNode node = dice.of(nodes);
        int what = dice.below(20);
        if (what < 12 || clicks.isEmpty()) {
            boolean impossible = dice.oneIn(150);
            Market.Ad ad = market.anyAd();
            var click =
                    new Click(
                            impossible
                                    ? market.serveWrongly(ad, node.now().now())
                                    : market.serve(ad, node.now().now()),
                            dice.of(people),
                            impossible);
            clicks.add(click);
            send(new Question(click, click.shopper), node);
            if (dice.oneIn(5)) {
                nodes.forEach(each -> send(new Question(click, click.shopper), each));
            }
        } else if (what < 15 && !unanswered.isEmpty()) {
            send(unanswered.removeFirst(), node);
        } else {
            Click click =
                    dice.oneIn(4)
                            ? dice.of(clicks)
                            : clicks.get(
                                    clicks.size()
                                            - 1
                                            - dice.below(Math.min(RECENT, clicks.size())));
            send(new Question(click, dice.oneIn(5) ? dice.of(people) : click.shopper), node);
        }
    }

    private void send(Question question, SimulatedNode node) {
        var attempt = new Attempt(question, node, node.life());
        Shopper by = question.by();
        try {
            waiting.add(attempt);
            var _ =
                    node.submit(
                                    new ClickAttempt(
                                            question.click().ad,
                                            by.device(),
                                            by.session(),
                                            node.now()))
                            .whenComplete(
                                    (answer, failure) ->
                                            findings.during(
                                                    () -> answered(attempt, answer, failure)));
        } catch (ProblemException refused) {
            unanswered(attempt);
        }
    }

    private void answered(Attempt attempt, ClickAnswer answer, Throwable failure) {
        Question question = attempt.question();
        if (failure != null) {
            if (!question.click().impossible) {
                Failing.check(failure);
            }
            unanswered(attempt);
            return;
        }
        waiting.remove(attempt);
        Violation.unless(
                !question.click().impossible,
                Invariant.DECISIONS_FOLLOW_THE_RULES,
                "%s was decided",
                question.click().ad);
        switch (answer) {
            case ClickAnswer.Decided decided -> check(question, decided);
            case ClickAnswer.SomebodyElses ignored -> checkSomebodyElses(question);
        }
        settled.add(question);
    }

    private void unanswered(Attempt attempt) {
        waiting.remove(attempt);
        Question question = attempt.question();
        if (!settled.contains(question) && !question.click().impossible) {
            unanswered.add(question);
        }
    }

    private void check(Question question, ClickAnswer.Decided decided) {
        ClickId id = question.click().ad.clickId();
        RegisteredClick stored = store.clicks().get(id);
        Violation.unless(
                stored != null && ClickAnswer.of(stored, decided.repeated()).equals(decided),
                Invariant.ANSWERS_ARE_STORED,
                "%s was answered, %s is stored",
                decided,
                stored);
        Violation.unless(
                stored.shopper().equals(question.by().digest())
                        && (decided.repeated() || toldFirst.add(id)),
                Invariant.ONE_ANSWER_PER_CLICK,
                "%s to %s",
                decided,
                question.by());
        ClickAnswer.Decided before = told.putIfAbsent(id, decided);
        Violation.unless(
                before == null
                        || (before.outcome() == decided.outcome()
                                && before.chargedAmount().equals(decided.chargedAmount())),
                Invariant.ONE_ANSWER_PER_CLICK,
                "%s, then %s",
                before,
                decided);
    }

    private void checkSomebodyElses(Question question) {
        RegisteredClick stored = store.clicks().get(question.click().ad.clickId());
        Violation.unless(
                stored != null && !stored.shopper().equals(question.by().digest()),
                Invariant.ONE_ANSWER_PER_CLICK,
                "%s was told that %s is somebody else's",
                question.by(),
                stored);
    }

    /** Who waited for an answer of that node gets none any more. */
    void lost(SimulatedNode node) {
        List<Attempt> lost =
                waiting.stream()
                        .filter(a -> a.node().equals(node) && a.life() < node.life())
                        .toList();
        lost.forEach(this::unanswered);
    }

    /** Whether anybody still waits, or will ask again. */
    boolean areWaiting() {
        return !waiting.isEmpty() || !unanswered.isEmpty();
    }

    /** All who got no answer ask again. */
    void askAgain(SimulatedNode node) {
        for (int i = unanswered.size(); i > 0; i--) {
            Question question = unanswered.removeFirst();
            if (!settled.contains(question)) {
                send(question, node);
            }
        }
    }

    /** What they were told, by click. */
    Map<ClickId, ClickAnswer.Decided> told() {
        return told;
    }

    @Override
    public String toString() {
        return "shoppers: %d waiting, %d unanswered of %d clicks"
                .formatted(waiting.size(), unanswered.size(), clicks.size());
    }
}
