package dev.clickledger.stream;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * The main class of a JVM that has Flink on its class path but none of our code: it starts a
 * cluster, runs the job's jar on it as {@code flink run} would, prints the job's address and lives
 * until its input ends.
 */
public final class ClusterWithoutUs {

    static final String SUBMITTED = "SUBMITTED ";

    private ClusterWithoutUs() {}

    /** Job jar, checkpoint directory, then the job's own arguments. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (Exception failed) {
            failed.printStackTrace();
        }
        // At once: what the job has promised is in its checkpoint.
        Runtime.getRuntime().halt(0);
    }

    private static void run(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Path.of(arguments[1]).toUri().toString());
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(2)
                                .build());
        cluster.start();
        var rest = cluster.getRestAddress().get();
        submit(arguments, configuration, rest.getPort());
        var job = cluster.listJobs().get().iterator().next().getJobId();
        System.out.println(SUBMITTED + rest + " " + job.toHexString());
        while (System.in.read() >= 0) {
            // Whoever started this one says when to stop by going away.
        }
    }

    private static void submit(String[] arguments, Configuration cluster, int port)
            throws Exception {
        Configuration client = new Configuration(cluster);
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(DeploymentOptions.ATTACHED, false);
        client.set(RestOptions.PORT, port);
        client.set(PipelineOptions.JARS, List.of(Path.of(arguments[0]).toUri().toString()));
        PackagedProgram program =
                PackagedProgram.newBuilder()
                        .setJarFile(new File(arguments[0]))
                        .setArguments(
                                List.of(arguments)
                                        .subList(2, arguments.length)
                                        .toArray(String[]::new))
                        .setConfiguration(client)
                        .build();
        ClientUtils.executeProgram(
                new DefaultExecutorServiceLoader(), client, program, false, false);
    }
}
