package dev.clickledger.stream.transactions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;

/**
 * Aborts transactions that a killed run of the job has left open and that no later run ends.
 *
 * <p>A sink that is restored aborts what it finds open, except transactions that its state says are
 * promised. An older savepoint names some that were committed long ago and whose ids were used
 * again since: those stay open until their timeout, and readers of committed records wait for them.
 */
public final class LeftOpen {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LeftOpen() {}

    /**
     * To be called when the restored job has completed a checkpoint: what its state promised is
     * committed by then. Anything that began before it is then nobody's.
     *
     * @param transactionalIdPrefix of the job, and of nobody else on this Kafka
     * @param before when the restored job was started
     * @return the ids whose transactions were aborted
     */
    public static List<String> abort(
            String bootstrapServers, String transactionalIdPrefix, Instant before)
            throws InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<String> open =
                    within(
                                    admin.listTransactions(
                                                    new ListTransactionsOptions()
                                                            .filterStates(
                                                                    Set.of(
                                                                            TransactionState
                                                                                    .ONGOING)))
                                            .all())
                            .stream()
                            .map(TransactionListing::transactionalId)
                            .filter(id -> id.startsWith(transactionalIdPrefix + "-"))
                            .toList();
            List<String> old =
                    within(admin.describeTransactions(open).all()).entrySet().stream()
                            .filter(
                                    one ->
                                            one.getValue()
                                                            .transactionStartTimeMs()
                                                            .orElse(Long.MAX_VALUE)
                                                    < before.toEpochMilli())
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList();
            if (!old.isEmpty()) {
                within(admin.fenceProducers(old).all());
            }
            return old;
        }
    }

    private static <T> T within(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say which transactions are open", e);
        }
    }
}
