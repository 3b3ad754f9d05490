package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Campaigns, oldest first. */
public interface Campaigns extends Repository<CampaignView, String> {

    Optional<CampaignView> findById(String campaignId);

    /**
     * @param from drafted at or after
     * @param to drafted before
     * @param afterAt {@code draftedAt} of the last one seen; {@code from} at first
     * @param afterId id of the last one seen; empty at first
     */
    @Query(
            """
            select c from CampaignView c
            where c.draftedAt >= :from and c.draftedAt < :to
              and (c.draftedAt > :afterAt
                   or (c.draftedAt = :afterAt and c.campaignId > :afterId))
            order by c.draftedAt, c.campaignId
            """)
    List<CampaignView> findPage(
            Instant from, Instant to, Instant afterAt, String afterId, Limit limit);

    /** As {@link #findPage}, of one advertiser. */
    @Query(
            """
            select c from CampaignView c
            where c.advertiserId = :advertiserId
              and c.draftedAt >= :from and c.draftedAt < :to
              and (c.draftedAt > :afterAt
                   or (c.draftedAt = :afterAt and c.campaignId > :afterId))
            order by c.draftedAt, c.campaignId
            """)
    List<CampaignView> findPageOf(
            String advertiserId,
            Instant from,
            Instant to,
            Instant afterAt,
            String afterId,
            Limit limit);
}
