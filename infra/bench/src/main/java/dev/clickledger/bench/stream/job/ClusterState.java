package dev.clickledger.bench.stream.job;

import dev.clickledger.stream.JobSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The job as {@code infra/kubernetes} has it, read from its file: state, checkpoints and buffers,
 * on this machine's disk.
 */
final class ClusterState {

    private static final String FILE = "/flink-deployment.yaml";

    /** What that file's memory and fraction leave to RocksDB, for as many slots. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1_536);

    private ClusterState() {}

    static Configuration in(Path directory) throws Exception {
        Configuration configuration = new Configuration();
        flinkConfiguration()
                .forEach(
                        (option, value) -> {
                            if (option.startsWith("state.") || option.startsWith("execution.")) {
                                configuration.setString(option, value);
                            }
                        });
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory, "checkpoints"));
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory, "savepoints"));
        configuration.setString("state.changelog.dstl.dfs.base-path", uri(directory, "changelog"));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        return configuration;
    }

    /** The job's own settings, from the same file, but for the broker. */
    @SuppressWarnings("unchecked")
    static JobSettings settings(String bootstrapServers) throws Exception {
        Map<String, Object> job = (Map<String, Object>) part("job");
        Map<String, String> properties = new HashMap<>();
        for (String argument : (List<String>) Objects.requireNonNull(job.get("args"))) {
            int equals = argument.indexOf('=');
            properties.put(
                    argument.substring("--".length(), equals), argument.substring(equals + 1));
        }
        properties.put(JobSettings.BOOTSTRAP_SERVERS, bootstrapServers);
        return JobSettings.of(properties);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> flinkConfiguration() throws Exception {
        return (Map<String, String>) part("flinkConfiguration");
    }

    private static Object part(String ofSpec) throws Exception {
        try (InputStream file =
                Objects.requireNonNull(ClusterState.class.getResourceAsStream(FILE))) {
            Map<String, Map<String, Object>> deployment = new Yaml().load(file);
            return Objects.requireNonNull(
                    Objects.requireNonNull(deployment.get("spec")).get(ofSpec));
        }
    }

    private static String uri(Path directory, String name) {
        return directory.resolve(name).toUri().toString();
    }
}
