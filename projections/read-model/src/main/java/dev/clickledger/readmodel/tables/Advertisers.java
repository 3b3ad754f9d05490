package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Advertisers, oldest first. */
public interface Advertisers extends Repository<AdvertiserView, String> {

    Optional<AdvertiserView> findById(String advertiserId);

    /**
     * @param from registered at or after
     * @param to registered before
     * @param afterAt {@code registeredAt} of the last one seen; {@code from} at first
     * @param afterId id of the last one seen; empty at first
     */
    @Query(
            """
            select a from AdvertiserView a
            where a.registeredAt >= :from and a.registeredAt < :to
              and (a.registeredAt > :afterAt
                   or (a.registeredAt = :afterAt and a.advertiserId > :afterId))
            order by a.registeredAt, a.advertiserId
            """)
    List<AdvertiserView> findPage(
            Instant from, Instant to, Instant afterAt, String afterId, Limit limit);
}
