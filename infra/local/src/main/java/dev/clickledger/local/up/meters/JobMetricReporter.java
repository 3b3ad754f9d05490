package dev.clickledger.local.up.meters;

import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands Flink's metrics to the {@link JobMeters} of the same JVM. */
final class JobMetricReporter implements MetricReporter {

    private final JobMeters meters;

    JobMetricReporter(JobMeters meters) {
        this.meters = meters;
    }

    @Override
    public void open(MetricConfig config) {
        // The meters were given.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        meters.add(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        meters.remove(metric);
    }

    @Override
    public void close() {
        // Others may still be read; they go with their metrics.
    }
}
