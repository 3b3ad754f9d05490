package dev.clickledger.bench.stream.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * State, checkpoints and buffers as {@code infra/kubernetes} has them, read from its file, on this
 * machine's disk.
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

    private static Map<String, String> flinkConfiguration() throws Exception {
        try (InputStream file =
                Objects.requireNonNull(ClusterState.class.getResourceAsStream(FILE))) {
            Map<String, Map<String, Map<String, String>>> deployment = new Yaml().load(file);
            return Objects.requireNonNull(
                    Objects.requireNonNull(deployment.get("spec")).get("flinkConfiguration"));
        }
    }

    private static String uri(Path directory, String name) {
        return directory.resolve(name).toUri().toString();
    }
}
