package dev.clickledger.readmodel.tables;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Decided clicks. */
public interface Clicks extends Repository<ClickView, UUID> {

    Optional<ClickView> findById(UUID clickId);

    /** Clicks of a campaign by outcome, with what was charged for them. */
    @Query(
            """
            select c.outcome as outcome, count(c) as count, coalesce(sum(c.amount), 0) as amount
            from ClickView c
            where c.campaignId = :campaignId and c.at >= :from and c.at < :to
            group by c.outcome
            """)
    List<ClicksByOutcome> countOf(String campaignId, Instant from, Instant to);

    /** The same, for the devices of each price experiment; none, for those of no experiment. */
    @Query(
            """
            select c.experiment as experiment, c.outcome as outcome,
              count(c) as count, coalesce(sum(c.amount), 0) as amount
            from ClickView c
            where c.campaignId = :campaignId and c.at >= :from and c.at < :to
            group by c.experiment, c.outcome
            order by c.experiment nulls first
            """)
    List<ClicksByExperiment> countByExperiment(String campaignId, Instant from, Instant to);

    /** A row of {@link #countByExperiment}. */
    interface ClicksByExperiment extends ClicksByOutcome {

        @Nullable String getExperiment();
    }

    /** A row of {@link #countOf}. */
    interface ClicksByOutcome extends CountAndAmount {

        ClickOutcome getOutcome();
    }
}
