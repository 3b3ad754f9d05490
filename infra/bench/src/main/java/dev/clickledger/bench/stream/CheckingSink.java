package dev.clickledger.bench.stream;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts results, and those that are right. */
record CheckingSink<T>(String tallyId, Check<T> check) implements Sink<T> {

    private static final long serialVersionUID = 1L;

    /** Whether a result is one that was due. */
    @FunctionalInterface
    interface Check<T> extends Serializable {
        boolean isRight(T result);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Tally tally = Tally.of(tallyId);
        return new SinkWriter<>() {

            @Override
            public void write(T result, Context ignored) {
                tally.results.increment();
                if (check.isRight(result)) {
                    tally.right.increment();
                }
            }

            @Override
            public void flush(boolean endOfInput) {
                if (endOfInput) {
                    tally.ended();
                }
            }

            @Override
            public void close() {
                // What it has counted is the tally's.
            }
        };
    }
}
