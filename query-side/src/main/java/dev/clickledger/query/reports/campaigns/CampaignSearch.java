package dev.clickledger.query.reports.campaigns;

import dev.clickledger.readmodel.tables.CampaignStatus;
import dev.clickledger.readmodel.tables.CampaignView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Campaigns by status, oldest first. */
interface CampaignSearch extends Repository<CampaignView, String> {

    @Query(
            """
            select c from CampaignView c
            where c.status in :statuses
              and c.draftedAt >= :from and c.draftedAt < :to
              and (c.draftedAt > :afterAt
                   or (c.draftedAt = :afterAt and c.campaignId > :afterId))
            order by c.draftedAt, c.campaignId
            """)
    List<CampaignView> findPage(
            Collection<CampaignStatus> statuses,
            Instant from,
            Instant to,
            Instant afterAt,
            String afterId,
            Limit limit);

    @Query(
            """
            select c from CampaignView c
            where c.advertiserId = :advertiserId and c.status in :statuses
              and c.draftedAt >= :from and c.draftedAt < :to
              and (c.draftedAt > :afterAt
                   or (c.draftedAt = :afterAt and c.campaignId > :afterId))
            order by c.draftedAt, c.campaignId
            """)
    List<CampaignView> findPageOf(
            String advertiserId,
            Collection<CampaignStatus> statuses,
            Instant from,
            Instant to,
            Instant afterAt,
            String afterId,
            Limit limit);
}
