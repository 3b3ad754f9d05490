package dev.clickledger.projections.consuming;

import java.sql.SQLException;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What is done with the records of a topic. Called by one thread only. */
public interface TopicWork {

    /** Whether the application is stopping, and a way to wait that ends then. */
    interface Stopping {

        boolean isStopping();

        void pause(long millis);
    }

    /**
     * A new consumer is about to subscribe: at the start, and anew after each failure.
     *
     * @return hears which partitions come and go
     */
    default ConsumerRebalanceListener begin(Consumer<byte[], byte[]> consumer) throws SQLException {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // It goes on where its group stands.
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Nothing is held of them.
            }
        };
    }

    /**
     * Offsets are committed when it returns; they are read again when it throws or the application
     * is stopping.
     *
     * @param read at least one record
     */
    void take(ConsumerRecords<byte[], byte[]> read, Stopping stopping) throws SQLException;

    /**
     * After each poll, with or without records.
     *
     * @param lag how many records are still to be read
     */
    void polled(long lag) throws SQLException;

    /** What was begun has failed. */
    default void failed() {}

    /** What was begun is over. */
    default void end() {}
}
