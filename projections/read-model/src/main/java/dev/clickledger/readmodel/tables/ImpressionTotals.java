package dev.clickledger.readmodel.tables;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Impressions by business day. Without a row there were none. */
public interface ImpressionTotals extends Repository<ImpressionTotal, ImpressionTotalKey> {

    /** Of a campaign, on the days from {@code from} to the one before {@code to}. */
    @Query(
            """
            select coalesce(sum(i.impressions), 0) as impressions,
                   coalesce(sum(i.viewableImpressions), 0) as viewableImpressions
            from ImpressionTotal i
            where i.key.campaignId = :campaignId
              and i.key.businessDay >= :from and i.key.businessDay < :to
            """)
    Sums sumsOf(String campaignId, LocalDate from, LocalDate to);

    /** The same by day and ad, in that order, after the one named. */
    @Query(
            """
            select i from ImpressionTotal i
            where i.key.campaignId = :campaignId
              and i.key.businessDay >= :from and i.key.businessDay < :to
              and (i.key.businessDay > :afterDay
                   or (i.key.businessDay = :afterDay and i.key.adId > :afterAd))
            order by i.key.businessDay, i.key.adId
            """)
    List<ImpressionTotal> findPage(
            String campaignId,
            LocalDate from,
            LocalDate to,
            LocalDate afterDay,
            String afterAd,
            Limit limit);

    /** What {@link #sumsOf} adds up. */
    interface Sums {

        long getImpressions();

        long getViewableImpressions();
    }
}
