package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** How campaigns' quality changed, newest first. */
public interface QualityChanges extends Repository<QualityChange, Long> {

    /**
     * @param from at or after
     * @param to before
     * @param beforePosition position of the last one seen; {@link Long#MAX_VALUE} at first
     */
    @Query(
            """
            select c from QualityChange c
            where c.campaignId = :campaignId
              and c.at >= :from and c.at < :to
              and c.position < :beforePosition
            order by c.position desc
            """)
    List<QualityChange> findPage(
            String campaignId, Instant from, Instant to, long beforePosition, Limit limit);
}
