package dev.clickledger.local.up.meters;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Found by Flink as a service. */
public final class JobMetricReporterFactory implements MetricReporterFactory {

    private static final String REPORTER = "metrics.reporter.clickledger.";
    private static final String METERS = "meters";

    /** So that a cluster with this configuration reports there. */
    public static void configure(Configuration cluster, JobMeters meters) {
        cluster.setString(REPORTER + "factory.class", JobMetricReporterFactory.class.getName());
        cluster.setString(REPORTER + METERS, meters.id());
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new JobMetricReporter(JobMeters.opened(properties.getProperty(METERS)));
    }
}
