package dev.clickledger.bench.replay;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.axon.StockAxon;
import dev.clickledger.bench.axon.StoredCharges;
import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.bench.store.Database;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Stock Axon builds the same view again: a tracking processor whose tokens were reset, batches as
 * large as ours, one write to Redis a batch.
 */
final class AxonReplay implements Contender, AutoCloseable {

    private static final String PROCESSOR = "live";
    private static final long LONGEST_MINUTES = 10;

    private final int events;
    private final StockAxon axon;
    private final View view;

    AxonReplay(Database database, ChargedClicks clicks, StringRedisTemplate redis, int batch)
            throws SQLException {
        events = clicks.count();
        view = new View(new LiveFold(redis));
        axon =
                StockAxon.start(
                        database,
                        4,
                        batch,
                        (configurer, tokens) ->
                                configurer.eventProcessing(
                                        processing ->
                                                processing
                                                        .registerTokenStore(ignored -> tokens)
                                                        .registerEventHandler(ignored -> view)
                                                        .byDefaultAssignTo(PROCESSOR)
                                                        .registerTrackingEventProcessor(
                                                                PROCESSOR,
                                                                c -> c.eventStore(),
                                                                ignored ->
                                                                        TrackingEventProcessorConfiguration
                                                                                .forSingleThreadedProcessing()
                                                                                .andBatchSize(batch)
                                                                                .andAutoStart(
                                                                                        false))));
        StoredCharges.append(axon, clicks, events);
        database.execute("VACUUM ANALYZE domainevententry");
    }

    @Override
    public String name() {
        return "stock-axon";
    }

    @Override
    public Run run(Duration ignored) throws Exception {
        TrackingEventProcessor processor =
                axon.configuration()
                        .eventProcessingConfiguration()
                        .eventProcessor(PROCESSOR, TrackingEventProcessor.class)
                        .orElseThrow();
        if (view.seen.get() > 0) {
            processor.resetTokens();
        }
        view.begin(events);
        long start = System.nanoTime();
        processor.start();
        boolean all = view.done.await(LONGEST_MINUTES, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        processor.shutDown();
        if (!all || view.seen.get() != events) {
            throw new VoidResultException(
                    "stock Axon replayed " + view.seen + " of " + events + " events");
        }
        return Run.of(events / seconds);
    }

    @Override
    public void close() throws Exception {
        axon.close();
    }

    /** The view's event handler. */
    static final class View {

        private final LiveFold fold;
        private final AtomicInteger seen = new AtomicInteger();
        private CountDownLatch done = new CountDownLatch(1);
        private int wanted;

        View(LiveFold fold) {
            this.fold = fold;
        }

        void begin(int events) {
            fold.begin();
            wanted = events;
            seen.set(0);
            done = new CountDownLatch(1);
        }

        @EventHandler
        void on(ClickCharged event) {
            fold.add(event);
            UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
            Integer before = batch.getResource(PROCESSOR);
            if (before == null) {
                batch.onPrepareCommit(ignored -> write(batch.getResource(PROCESSOR)));
            }
            batch.resources().put(PROCESSOR, before == null ? 1 : before + 1);
        }

        private void write(int events) {
            fold.write(events);
            if (seen.addAndGet(events) == wanted) {
                done.countDown();
            }
        }
    }
}
