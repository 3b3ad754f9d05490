package dev.clickledger.command.budget;

import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.EventType;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.http.RequestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends pauses of days that are over by the clock, also when the stream job is away or has lost its
 * state. Idempotent: a campaign that is not paused any more, or by somebody else, stays as it is.
 * Not in a sandbox, where days end when streams say so.
 */
@Component
@ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "false", matchIfMissing = true)
class BudgetPausesJob {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetPausesJob.class);

    /** For how long everything may have been away. */
    private static final Period LOOKS_BACK = Period.ofDays(31);

    private static final Duration STORED_WITHIN = Duration.ofMinutes(1);

    private static final String PAUSED_BETWEEN =
            "SELECT DISTINCT aggregate_id FROM events.event WHERE type = %d AND at >= ? AND at < ?"
                    .formatted(CampaignBudgetPaused.class.getAnnotation(EventType.class).number());

    private final JdbcClient jdbc;
    private final BudgetDesk desk;
    private final RequestClock clock;
    private @Nullable LocalDate doneOn;

    BudgetPausesJob(JdbcClient jdbc, BudgetDesk desk, RequestClock clock) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${clickledger.budget.pauses-checked-every:1m}",
            fixedDelayString = "${clickledger.budget.pauses-checked-every:1m}")
    void endPauses() {
        Instant now = clock.serverTime();
        // A pause is of the day in which it was decided; what was decided just before midnight is
        // stored some seconds after it.
        LocalDate today = BusinessDays.SEOUL.of(now.minus(STORED_WITHIN));
        if (today.equals(doneOn)) {
            return;
        }
        try {
            for (CampaignId campaign : pausedBefore(today)) {
                desk.watch(campaign, today, now);
            }
            doneOn = today;
        } catch (RuntimeException nextTime) {
            LOG.warn("Pauses of spent budgets are not over yet: {}", nextTime.toString());
        }
    }

    private List<CampaignId> pausedBefore(LocalDate day) {
        return jdbc
                .sql(PAUSED_BETWEEN)
                .params(startOf(day.minus(LOOKS_BACK)), startOf(day))
                .query(String.class)
                .list()
                .stream()
                .map(AggregateIds::campaignOf)
                .toList();
    }

    private static Object startOf(LocalDate day) {
        return BusinessDays.SEOUL.startOf(day).atOffset(ZoneOffset.UTC);
    }
}
