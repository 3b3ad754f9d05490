package dev.clickledger.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.ClickledgerJob;
import dev.clickledger.stream.JobSettings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code infra/kubernetes}, which nobody here can apply, against what it speaks of. */
class FlinkDeploymentTest {

    private static final Path KUBERNETES = Path.of("../kubernetes");

    /** JVM flags that every JVM of ours has, tests among them, as far as Flink needs them. */
    private static final List<String> FLAGS =
            List.of(
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    private final Map<String, Object> spec = map(deployment().get("spec"));
    private final Map<String, Object> job = map(spec.get("job"));
    private final Map<String, Object> flink = map(spec.get("flinkConfiguration"));

    @Test
    void isWhatTheOperatorTakes() {
        assertThat(deployment())
                .containsEntry("apiVersion", "flink.apache.org/v1beta1")
                .containsEntry("kind", "FlinkDeployment");
        assertThat(spec.get("flinkVersion").toString()).matches("v2_\\d");
        assertThat(job).containsEntry("upgradeMode", "savepoint").containsEntry("state", "running");
        assertThat(flink.values())
                .as("the operator takes texts alone")
                .allMatch(String.class::isInstance);
    }

    @Test
    void startsTheMainClassWithArgumentsThatItKnows() throws Exception {
        Class<?> main = Class.forName(job.get("entryClass").toString());
        assertThat(main).isEqualTo(ClickledgerJob.class);
        assertThat(main.getMethod("main", String[].class).getModifiers())
                .matches(Modifier::isStatic);
        List<String> arguments =
                ((List<?>) job.get("args")).stream().map(Object::toString).toList();
        assertThat(arguments).allMatch(argument -> argument.matches("--[a-z.-]+=.+"));
        Map<String, String> properties =
                arguments.stream()
                        .map(argument -> argument.substring(2).split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(knownArguments()).containsAll(properties.keySet());
        JobSettings settings = JobSettings.of(properties);
        assertThat(settings.transactionTimeout())
                .as("Kafka's own default allows it")
                .isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void hasReadersForItsPartitionsAndSlotsForItsTasks() {
        int parallelism = (int) job.get("parallelism");
        assertThat(parallelism)
                .isBetween(1, Topic.AD_EVENTS.partitions())
                .isLessThanOrEqualTo(Topic.CONVERSION_EVENTS.partitions())
                .isLessThanOrEqualTo(ClickledgerJob.MAX_PARALLELISM);
        assertThat(configuration().get(TaskManagerOptions.NUM_TASK_SLOTS))
                .isLessThanOrEqualTo(parallelism);
        assertThat(MemorySize.parse(resource("taskManager")).getMebiBytes()).isBetween(2048, 16384);
        assertThat(MemorySize.parse(resource("jobManager")).getMebiBytes()).isBetween(1024, 8192);
    }

    @Test
    void givesFlinkOptionsThatItHas() throws IOException {
        Set<String> known =
                List.of(
                                CheckpointingOptions.class,
                                CoreOptions.class,
                                ExecutionOptions.class,
                                FsStateChangelogOptions.class,
                                HighAvailabilityOptions.class,
                                MetricOptions.class,
                                RestartStrategyOptions.class,
                                RocksDBConfigurableOptions.class,
                                StateBackendOptions.class,
                                StateChangelogOptions.class,
                                StateRecoveryOptions.class,
                                TaskManagerOptions.class)
                        .stream()
                        .flatMap(options -> Arrays.stream(options.getFields()))
                        .filter(field -> field.getType().equals(ConfigOption.class))
                        .map(FlinkDeploymentTest::key)
                        .collect(Collectors.toSet());
        assertThat(flink.keySet())
                .filteredOn(key -> !key.startsWith("metrics.reporter."))
                .allMatch(known::contains);
        Configuration configuration = configuration();
        assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(configuration.get(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG)).isTrue();
        assertThat(configuration.get(FsStateChangelogOptions.BASE_PATH)).isNotBlank();
        assertThat(configuration.get(StateRecoveryOptions.RESTORE_MODE))
                .as("a job with a changelog refuses to leave its origin alone")
                .isEqualTo(RecoveryClaimMode.CLAIM);
        assertThat(configuration.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("kubernetes");
        assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isNotBlank();
        assertThat(configuration.get(CheckpointingOptions.SAVEPOINT_DIRECTORY)).isNotBlank();
        assertThat(configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH)).isNotBlank();
        assertThat(configuration.get(CoreOptions.FLINK_JVM_OPTIONS).split(" ")).containsAll(FLAGS);
        assertThat(Files.readString(Path.of("jvm.options"))).contains(FLAGS);
    }

    @Test
    void findsTheJarWhereTheImageHasIt() throws IOException {
        String jar = job.get("jarURI").toString().replaceFirst("^local://", "");
        String image = Files.readString(KUBERNETES.resolve("Dockerfile"));
        assertThat(image)
                .contains(" " + jar)
                .contains("flink-cep/target/flink-cep-0.1.0-SNAPSHOT-job.jar");
        String flinkVersion = EnvironmentInformation.getVersion();
        assertThat(image).contains("FROM flink:" + flinkVersion);
    }

    private static Set<String> knownArguments() {
        return Arrays.stream(JobSettings.class.getFields())
                .filter(field -> field.getType().equals(String.class))
                .map(
                        field -> {
                            try {
                                return (String) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .collect(Collectors.toSet());
    }

    private static String key(Field option) {
        try {
            return ((ConfigOption<?>) option.get(null)).key();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        flink.forEach((key, value) -> configuration.setString(key, value.toString()));
        return configuration;
    }

    private String resource(String of) {
        return map(map(spec.get(of)).get("resource")).get("memory").toString();
    }

    private static Map<String, Object> deployment() {
        try {
            return new Yaml().load(Files.readString(KUBERNETES.resolve("flink-deployment.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
