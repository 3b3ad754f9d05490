package dev.clickledger.stream.intake;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;

/**
 * Counts every occurrence as a metric and logs the first, second, fourth, eighth …: whatever floods
 * the topic must not flood the log.
 */
public final class CountedWarning {

    private final Logger log;
    private final String metric;
    private final Counter counter;

    public CountedWarning(Logger log, MetricGroup metrics, String metric) {
        this.log = log;
        this.metric = metric;
        this.counter = metrics.counter(metric);
    }

    public void about(String what) {
        counter.inc();
        if (Long.bitCount(counter.getCount()) == 1) {
            log.warn("{} (number {} of {} in this subtask)", what, counter.getCount(), metric);
        }
    }
}
