package dev.clickledger.local.demo.drain;

import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What is behind the public APIs of the running system. */
public record Backstage(
        DataSource postgres, String redisUrl, String kafkaBootstrapServers, Job job) {

    /** The stream job, as far as waiting for it needs. */
    public interface Job {

        /** The lowest watermark of each vertex by its name; those that have one. */
        Map<String, Long> watermarks();

        /** Takes a checkpoint, and returns when it is complete. */
        void checkpoint();

        /** Why it failed, if it did. */
        Optional<String> failure();
    }
}
