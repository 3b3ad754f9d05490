package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Clicks.Click;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Ours: every caller asks the charger for one click at a time. */
final class GroupCommit implements Contender {

    private final String name;
    private final Databases databases;
    private final Clicks clicks;
    private final int callers;
    private final Kind kind;

    /** What is done beside deciding and storing. */
    enum Kind {
        /** One event and one register row a click. */
        CHARGING,
        /** Its event alone. */
        CHARGING_WITHOUT_REGISTER
    }

    GroupCommit(String name, Databases databases, Clicks clicks, int callers, Kind kind) {
        this.name = name;
        this.databases = databases;
        this.clicks = clicks;
        this.callers = callers;
        this.kind = kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run run(Duration duration) throws Exception {
        try (Database database = databases.eventStore();
                ChargeCore core =
                        kind == Kind.CHARGING
                                ? ChargeCore.start(database)
                                : ChargeCore.withoutRegister(database)) {
            core.open(clicks.market());
            var next = new AtomicInteger();
            var charged = new LongAdder();
            Run run =
                    Callers.virtual(callers)
                            .run(duration, caller -> charge(core, next.getAndIncrement(), charged));
            if (kind == Kind.CHARGING) {
                Stored.check(name, database, charged.sum());
            } else {
                Stored.checkEvents(name, database, charged.sum());
            }
            return run;
        }
    }

    private int charge(ChargeCore core, int number, LongAdder charged) throws InterruptedException {
        Click click = clicks.get(number);
        var time = new RequestTime(Instant.ofEpochMilli(System.currentTimeMillis()), false);
        return charge(
                core, new ClickAttempt(click.ad(), click.device(), click.session(), time), charged);
    }

    /**
     * @param charged counts
     * @return 1 when it was charged now, {@link Callers#REFUSED} when there was too much to do
     * @throws VoidResultException for any other answer
     */
    static int charge(ChargeCore core, ClickAttempt attempt, LongAdder charged)
            throws InterruptedException {
        ClickAnswer answer;
        try {
            answer = core.charger().charge(attempt);
        } catch (ProblemException tooMuchToDo) {
            return Callers.REFUSED;
        }
        if (answer instanceof ClickAnswer.Decided decided
                && decided.outcome() == ClickAnswer.Outcome.CHARGED
                && !decided.repeated()) {
            charged.increment();
            return 1;
        }
        throw new VoidResultException("a click was answered " + answer);
    }
}
