package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.TimeOrderedId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * A partition of both registers for each UTC day in which click ids were minted. Tokens are checked
 * before, so nobody outside can ask for arbitrary days: the set of known days stays small.
 */
public final class RegisterPartitions implements RegisterRoom {

    private static final List<String> REGISTERS = List.of("click_register", "refund_register");
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    private final DataSource dataSource;
    private final Set<LocalDate> ensured = ConcurrentHashMap.newKeySet();

    public RegisterPartitions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Makes sure that clicks minted then, and on the day after, find their partition. Call it
     * outside the charging transaction.
     */
    @Override
    public void ensure(Instant mintedAt) {
        LocalDate day = LocalDate.ofInstant(mintedAt, ZoneOffset.UTC);
        if (ensured.contains(day)) {
            return;
        }
        create(day);
        create(day.plusDays(1));
        ensured.add(day);
    }

    private void create(LocalDate day) {
        try (Connection connection = dataSource.getConnection();
                Statement ddl = connection.createStatement()) {
            // One creator at a time, on all nodes: IF NOT EXISTS alone can still collide.
            ddl.execute("SELECT pg_advisory_lock(hashtext('clickledger.register-partitions'))");
            try {
                for (String register : REGISTERS) {
                    ddl.execute(createPartition(register, day));
                }
            } finally {
                ddl.execute(
                        "SELECT pg_advisory_unlock(hashtext('clickledger.register-partitions'))");
            }
        } catch (SQLException failed) {
            throw new EventStoreException("creating the register's partition of " + day, failed);
        }
    }

    private static String createPartition(String register, LocalDate day) {
        return "CREATE TABLE IF NOT EXISTS events.%s_%s PARTITION OF events.%s FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(
                        register, SUFFIX.format(day), register, bound(day), bound(day.plusDays(1)));
    }

    private static java.util.UUID bound(LocalDate day) {
        return TimeOrderedId.smallestAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
