package dev.clickledger.query.auctionlog;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.contracts.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes auctions to {@code auction-log} from one thread of its own. Lookups put what they decided
 * into a bounded queue; when that is full, because Kafka is away or slow, the newest are dropped
 * and counted. The thread looks into the queue every few milliseconds instead of being woken: a
 * wake-up is a system call, and each lookup would pay for one.
 *
 * <p>A record may be written twice after a lost acknowledgement: its auction_id tells.
 */
public final class AuctionLogWriter implements AuctionLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuctionLogWriter.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);

    private final BlockingQueue<Supplier<AuctionRecord>> waiting;
    private final Producer<String, byte[]> producer;
    private final Counter written;
    private final Counter dropped;
    private final Thread thread;
    private volatile boolean open = true;

    /**
     * @param producer closed with this
     * @param mostWaiting auctions in memory before the newest are dropped
     */
    public AuctionLogWriter(
            Producer<String, byte[]> producer, int mostWaiting, MeterRegistry registry) {
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
        this.producer = producer;
        this.written =
                Counter.builder("clickledger.auction.log.written")
                        .description("Auctions that Kafka has in auction-log")
                        .register(registry);
        this.dropped =
                Counter.builder("clickledger.auction.log.dropped")
                        .description("Auctions that were not logged: Kafka was away or too slow")
                        .register(registry);
        this.thread = Thread.ofPlatform().name("auction-log").daemon().unstarted(this::run);
    }

    public AuctionLogWriter start() {
        thread.start();
        return this;
    }

    @Override
    public void write(Supplier<AuctionRecord> record) {
        if (!open || !waiting.offer(record)) {
            dropped.increment();
        }
    }

    private void run() {
        List<Supplier<AuctionRecord>> batch = new ArrayList<>(MOST_AT_ONCE);
        while (open || !waiting.isEmpty()) {
            if (waiting.drainTo(batch, MOST_AT_ONCE) == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                batch.forEach(this::send);
                batch.clear();
            }
        }
    }

    private void send(Supplier<AuctionRecord> auction) {
        try {
            AuctionRecord record = auction.get();
            // Its failure comes to the callback, too.
            Future<RecordMetadata> unused =
                    producer.send(
                            new ProducerRecord<>(
                                    Topic.AUCTION_LOG.topicName(),
                                    record.auctionId(),
                                    ContractJson.strict().writeValueAsBytes(record)),
                            (metadata, failure) ->
                                    (failure == null ? written : dropped).increment());
        } catch (RuntimeException notTaken) {
            // Whatever it was, the next auction is logged again.
            dropped.increment();
            LOG.debug("an auction was not logged", notTaken);
        }
    }

    /** Writes what waits, as far as Kafka takes it soon. */
    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join(PATIENCE_AT_THE_END);
        producer.close(PATIENCE_AT_THE_END);
    }
}
