package dev.clickledger.projections.readtables;

import dev.clickledger.eventstore.Position;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.readmodel.tables.ReadTables;
import dev.clickledger.readmodel.tables.Subscription;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The set of read tables that is being built, in a schema of its own. Somebody who wants one adds
 * the row {@link ReadTables#REBUILD} to {@code views.subscription}; it goes when the tables have
 * changed places. How far they are is in {@code subscription} of their own schema.
 */
@Component
final class BuiltTables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BuiltTables.class);

    private static final List<String> TABLES =
            List.of(
                    "advertiser",
                    "campaign",
                    "campaign_quality",
                    "rank_entry",
                    "balance",
                    "campaign_spend",
                    "ledger_entry",
                    "click",
                    "orders",
                    "order_line",
                    "order_product",
                    "conversion");

    private final SessionFactory served;
    private final DataSource dataSource;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private @Nullable SessionFactory sessions;

    BuiltTables(SessionFactory served, DataSource dataSource) {
        this.served = served;
        this.dataSource = dataSource;
        this.sql = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    boolean areWanted() {
        return sql.sql("SELECT count(*) FROM views.subscription WHERE name = ?")
                        .param(ReadTables.REBUILD)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Those that were begun, or new ones. */
    TableFold resume(EventHistory history) {
        Subscription begun = begun();
        if (begun == null || !history.knows(Position.parse(begun.position()))) {
            begin();
            begun = Objects.requireNonNull(begun());
        }
        return new TableFold(sessions(), ReadTables.SCHEMA_BUILT, begun, history);
    }

    private @Nullable Subscription begun() {
        boolean there =
                sql.sql("SELECT to_regclass('views_built.subscription') IS NOT NULL")
                        .query(Boolean.class)
                        .single();
        return there
                ? sessions()
                        .fromStatelessSession(
                                session -> session.get(Subscription.class, ReadTables.SUBSCRIPTION))
                : null;
    }

    private void begin() {
        transaction.executeWithoutResult(
                status -> {
                    sql.sql("DROP SCHEMA IF EXISTS views_built CASCADE").update();
                    sql.sql("CREATE SCHEMA views_built").update();
                    TABLES.forEach(this::createLikeServed);
                    createLikeServed("subscription");
                    sql.sql("INSERT INTO views_built.subscription (name, position) VALUES (?, ?)")
                            .params(ReadTables.SUBSCRIPTION, Position.START.toString())
                            .update();
                });
    }

    private void createLikeServed(String table) {
        sql.sql("CREATE TABLE views_built.%s (LIKE views.%s INCLUDING ALL)".formatted(table, table))
                .update();
    }

    /**
     * In one transaction, so that every reader sees all of one or all of the other.
     *
     * @return false when somebody reads the old ones for so long that others would have to wait:
     *     then it is tried again later
     */
    boolean changePlaces() {
        try {
            transaction.executeWithoutResult(status -> change());
            return true;
        } catch (CannotAcquireLockException busy) {
            LOG.debug("the old read tables are being read", busy);
            return false;
        }
    }

    private void change() {
        // Whoever comes after us waits with us: so not for long.
        sql.sql("SET LOCAL lock_timeout = '200ms'").update();
        sql.sql("LOCK TABLE " + String.join(", ", inSchema(ReadTables.SCHEMA))).update();
        for (String table : TABLES) {
            sql.sql("DROP TABLE views." + table).update();
            sql.sql("ALTER TABLE views_built." + table + " SET SCHEMA views").update();
        }
        sql.sql(
                        """
                        UPDATE views.subscription SET position = b.position
                        FROM views_built.subscription b
                        WHERE b.name = views.subscription.name
                        """)
                .update();
        sql.sql("DELETE FROM views.subscription WHERE name = ?").param(ReadTables.REBUILD).update();
        sql.sql("DROP SCHEMA views_built CASCADE").update();
    }

    private static List<String> inSchema(String schema) {
        return TABLES.stream().map(table -> schema + "." + table).toList();
    }

    /** Made when it is first needed: most instances never build anything again. */
    private synchronized SessionFactory sessions() {
        SessionFactory made = sessions;
        if (made == null) {
            made = sessionsOnBuiltTables();
            sessions = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (sessions != null) {
            sessions.close();
        }
    }

    private SessionFactory sessionsOnBuiltTables() {
        var settings =
                new StandardServiceRegistryBuilder()
                        .applySettings(served.getProperties())
                        .applySetting(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                        .applySetting(
                                MappingSettings.PHYSICAL_NAMING_STRATEGY, new InTheBuiltSchema())
                        .build();
        var entities = new MetadataSources(settings);
        served.getMetamodel()
                .getEntities()
                .forEach(entity -> entities.addAnnotatedClass(entity.getJavaType()));
        return entities.buildMetadata().buildSessionFactory();
    }

    /** Entities name the schema of the tables that are read. */
    private static final class InTheBuiltSchema extends PhysicalNamingStrategySnakeCaseImpl {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Identifier toPhysicalSchemaName(
                @Nullable Identifier name, JdbcEnvironment environment) {
            return name != null && name.getText().equals(ReadTables.SCHEMA)
                    ? Identifier.toIdentifier(ReadTables.SCHEMA_BUILT)
                    : super.toPhysicalSchemaName(name, environment);
        }
    }
}
