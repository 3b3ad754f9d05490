package dev.clickledger.local.up.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a job in this JVM is told to Prometheus: chosen metrics, by the names that Flink's own
 * Prometheus reporter gives them on a cluster, so that one file of alerts serves both.
 *
 * <p>Of the many labels there, those stay that do not change with every restart: a series goes on.
 * Metrics may come before the registry that shows them; there are at most {@link #MOST}.
 */
public final class JobMeters implements MeterBinder, AutoCloseable {

    static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(JobMeters.class);

    private static final Set<String> CHOSEN =
            Set.of(
                    // of the job
                    "numRestarts",
                    "lastCheckpointDuration",
                    "lastCheckpointSize",
                    "numberOfCompletedCheckpoints",
                    "numberOfFailedCheckpoints",
                    // of tasks
                    "busyTimeMsPerSecond",
                    "backPressuredTimeMsPerSecond",
                    // of operators; of a pattern, what it puts out are its findings
                    "currentInputWatermark",
                    "numRecordsIn",
                    "numRecordsOut",
                    // ours
                    "unreadableRecords",
                    "lateClicks",
                    "lateSteps",
                    "changesAfterTheirWindow",
                    "changesOfUnknownConversions",
                    "impressionsTooLate",
                    "impressionsTooLateToCompare",
                    "republishedRecordsDropped",
                    "repeatedImpressionsDropped",
                    "unmatchedOrders");

    private static final List<String> LABELS =
            List.of("job_name", "task_name", "operator_name", "subtask_index", "reason");

    /** Flink makes reporters itself and tells them no more than a text. */
    private static final Map<String, JobMeters> OPEN = new ConcurrentHashMap<>();

    /** A metric of Flink's as a meter has it. */
    private record Shown(String name, Tags tags, Supplier<Number> value) {}

    private final String id = UUID.randomUUID().toString();
    private final Map<Metric, Shown> shown = new HashMap<>();
    private final Map<Metric, Meter> meters = new HashMap<>();
    private @Nullable MeterRegistry registry;
    private boolean full;

    public JobMeters() {
        OPEN.put(id, this);
    }

    static JobMeters opened(String id) {
        JobMeters meters = OPEN.get(id);
        if (meters == null) {
            throw new IllegalArgumentException("No meters are open by the name " + id);
        }
        return meters;
    }

    /** By which a reporter's properties name these. */
    public String id() {
        return id;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        this.registry = registry;
        shown.forEach((metric, show) -> meters.put(metric, meter(show, registry)));
    }

    synchronized void add(Metric metric, String name, MetricGroup group) {
        Supplier<Number> value = value(metric);
        if (value == null || !CHOSEN.contains(name)) {
            return;
        }
        if (shown.size() >= MOST) {
            if (!full) {
                LOG.warn("More than {} metrics of the job: the others are not shown", MOST);
            }
            full = true;
            return;
        }
        Shown show = new Shown(fullName(name, group), tags(group), value);
        shown.put(metric, show);
        if (registry != null) {
            meters.put(metric, meter(show, registry));
        }
    }

    synchronized void remove(Metric metric) {
        shown.remove(metric);
        Meter meter = meters.remove(metric);
        if (meter != null && registry != null) {
            registry.remove(meter);
        }
    }

    private static Meter meter(Shown show, MeterRegistry registry) {
        return Gauge.builder(show.name(), show.value()).tags(show.tags()).register(registry);
    }

    private static @Nullable Supplier<Number> value(Metric metric) {
        return switch (metric) {
            case Counter counter -> counter::getCount;
            case org.apache.flink.metrics.Gauge<?> gauge ->
                    () -> gauge.getValue() instanceof Number number ? number : Double.NaN;
            default -> null;
        };
    }

    private static String fullName(String name, MetricGroup group) {
        return "flink_"
                + LogicalScopeProvider.castFrom(group)
                        .getLogicalScope(JobMeters::withoutSpecials, '_')
                + "_"
                + withoutSpecials(name);
    }

    private static Tags tags(MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        List<Tag> tags = new ArrayList<>();
        for (String label : LABELS) {
            String value = variables.get("<" + label + ">");
            if (value != null) {
                tags.add(Tag.of(label, withoutSpecials(value)));
            }
        }
        return Tags.of(tags);
    }

    private static String withoutSpecials(String text) {
        return text.replaceAll("[^a-zA-Z0-9:_]", "_");
    }

    @Override
    public synchronized void close() {
        OPEN.remove(id);
        Set.copyOf(shown.keySet()).forEach(this::remove);
    }
}
