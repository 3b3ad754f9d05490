package dev.clickledger.local.demo.drain;

import dev.clickledger.stream.progress.JobProgress;
import java.util.Optional;
import javax.sql.DataSource;

/** What is behind the public APIs of the running system. */
public record Backstage(
        DataSource postgres, String redisUrl, String kafkaBootstrapServers, Job job) {

    /** The stream job, as far as waiting for it needs. */
    public interface Job {

        JobProgress progress();

        /** Why it failed, if it did. */
        Optional<String> failure();
    }
}
