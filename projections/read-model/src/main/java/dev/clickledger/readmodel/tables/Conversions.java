package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Purchases owed to clicks. */
public interface Conversions extends Repository<ConversionView, String> {

    Optional<ConversionView> findById(String conversionId);

    List<ConversionView> findByOrderIdOrderByProductId(String orderId);

    /** Conversions of a campaign that were not retracted, by time of their click. */
    @Query(
            """
            select count(c) as count, coalesce(sum(c.revenueAmount), 0) as amount
            from ConversionView c
            where c.campaignId = :campaignId and c.status <> ConversionStatus.RETRACTED
              and c.clickedAt >= :from and c.clickedAt < :to
            """)
    CountAndAmount attributedTo(String campaignId, Instant from, Instant to);
}
