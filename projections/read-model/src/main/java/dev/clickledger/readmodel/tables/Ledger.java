package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Movements of money, newest first. */
public interface Ledger extends Repository<LedgerEntry, Long> {

    /**
     * @param from at or after
     * @param to before
     * @param beforePosition position of the last one seen; {@link Long#MAX_VALUE} at first
     */
    @Query(
            """
            select e from LedgerEntry e
            where e.advertiserId = :advertiserId
              and e.at >= :from and e.at < :to
              and e.position < :beforePosition
            order by e.position desc
            """)
    List<LedgerEntry> findPage(
            String advertiserId, Instant from, Instant to, long beforePosition, Limit limit);

    /** How many clicks of a campaign were given back, and how much, by time of the refund. */
    @Query(
            """
            select count(e) as count, coalesce(sum(e.amount), 0) as amount from LedgerEntry e
            where e.campaignId = :campaignId and e.kind = LedgerEntryKind.REFUND
              and e.at >= :from and e.at < :to
            """)
    CountAndAmount refundsOf(String campaignId, Instant from, Instant to);
}
