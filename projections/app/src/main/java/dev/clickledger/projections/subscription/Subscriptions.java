package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.EventTail;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * All subscriptions of this instance: starts and stops them with the application, and says how they
 * are. Metrics per {@code subscription}: {@code clickledger.subscription.lag.seconds} since it had
 * last taken everything, {@code clickledger.subscription.lag.events} (an estimate: positions not
 * read yet) and {@code clickledger.subscription.active}.
 */
final class Subscriptions implements SmartLifecycle, HealthIndicator {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final List<SubscriptionLoop> loops;
    private final WakeUps wakeUps;
    private final NewestPosition newest;
    private volatile boolean running;

    /**
     * @param pooled for reading
     * @param kept gives connections that stay with their user
     */
    Subscriptions(
            List<Subscriber> subscribers,
            DataSource pooled,
            DataSource kept,
            SubscriptionProperties properties,
            MeterRegistry metrics) {
        var feed = new EventFeed(new EventReader(pooled)::read, properties.keptEvents());
        this.wakeUps = new WakeUps(new EventTail(kept), Duration.ofMillis(properties.pollMillis()));
        this.newest = new NewestPosition(pooled);
        this.loops =
                subscribers.stream()
                        .map(s -> new SubscriptionLoop(s, feed, kept, wakeUps, properties))
                        .toList();
        loops.forEach(loop -> measure(loop, metrics));
    }

    @Override
    public void start() {
        running = true;
        wakeUps.start();
        loops.forEach(SubscriptionLoop::start);
    }

    @Override
    public void stop() {
        loops.forEach(SubscriptionLoop::askToStop);
        try {
            for (SubscriptionLoop loop : loops) {
                loop.awaitStop(STOPS_WITHIN);
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
        wakeUps.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (SubscriptionLoop loop : loops) {
            String failure = loop.failure();
            if (loop.state() == SubscriptionState.FAILING) {
                health.down();
            }
            health.withDetail(
                    loop.name(),
                    loop.state()
                            + " at "
                            + loop.position()
                            + (failure == null ? "" : ": " + failure));
        }
        return health.build();
    }

    private void measure(SubscriptionLoop loop, MeterRegistry metrics) {
        Gauge.builder(
                        "clickledger.subscription.lag.seconds",
                        loop,
                        l -> l.behindFor().toMillis() / 1000.0)
                .tag("subscription", loop.name())
                .register(metrics);
        Gauge.builder(
                        "clickledger.subscription.lag.events",
                        loop,
                        l ->
                                l.isCaughtUp()
                                        ? 0
                                        : Math.max(0, newest.offset() - l.position().offset()))
                .tag("subscription", loop.name())
                .register(metrics);
        Gauge.builder(
                        "clickledger.subscription.active",
                        loop,
                        l -> l.state() == SubscriptionState.ACTIVE ? 1 : 0)
                .tag("subscription", loop.name())
                .register(metrics);
    }
}
