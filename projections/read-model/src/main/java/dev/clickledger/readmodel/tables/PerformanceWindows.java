package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Performance by window. Without a row nothing happened in it. */
public interface PerformanceWindows extends Repository<PerformanceWindow, PerformanceWindowKey> {

    /** Those that begin at or after {@code from} and before {@code to}, oldest first. */
    @Query(
            """
            select p from PerformanceWindow p
            where p.key.entity = :entity and p.key.entityId = :entityId and p.key.window = :window
              and p.key.start >= :from and p.key.start < :to
            order by p.key.start
            """)
    List<PerformanceWindow> findPage(
            MetricEntity entity,
            String entityId,
            MetricWindow window,
            Instant from,
            Instant to,
            Limit limit);
}
