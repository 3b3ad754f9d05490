package dev.clickledger.local.demo;

import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.local.demo.drain.Backstage;
import dev.clickledger.local.up.LocalJob;
import dev.clickledger.local.up.LocalSystem;
import dev.clickledger.stream.progress.JobProgress;
import java.net.URI;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A running system with a sandbox clock. */
record Running(URI command, URI query, Backstage backstage) {

    static Running on(LocalSystem system) {
        return new Running(
                system.commandUrl(),
                system.queryUrl(),
                new Backstage(
                        dataSource(system.postgres()),
                        system.redisUrl(),
                        system.kafkaBootstrapServers(),
                        new StreamJob(system.job())));
    }

    private static DataSource dataSource(PostgresServer postgres) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        return dataSource;
    }

    private record StreamJob(LocalJob job) implements Backstage.Job {

        @Override
        public JobProgress progress() {
            return job.progress();
        }

        @Override
        public Optional<String> failure() {
            return job.failure();
        }
    }
}
