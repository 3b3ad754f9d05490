package dev.clickledger.command.budget;

import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes visible what was decided: a counter to alert on, and a line in the log each. */
final class BudgetEvents {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetEvents.class);
    private static final String PREFIX = "clickledger.budget.";

    private final MeterRegistry meters;

    BudgetEvents(MeterRegistry meters) {
        this.meters = meters;
        // Zeros are there before the first alert: a rate over nothing is no rate.
        for (String name : List.of("alerts", "pauses", "resumptions")) {
            meters.counter(PREFIX + name);
        }
    }

    /** Of one command. */
    void happened(List<CampaignEvent> events) {
        events.forEach(this::happened);
    }

    private void happened(CampaignEvent event) {
        if (event instanceof CampaignBudgetNearlySpent e) {
            meters.counter(PREFIX + "alerts").increment();
            LOG.warn(
                    "{} has spent {} of the {} that it may on {}",
                    e.campaignId(),
                    e.spent(),
                    e.limit(),
                    e.businessDay());
        } else if (event instanceof CampaignBudgetPaused e) {
            meters.counter(PREFIX + "pauses").increment();
            LOG.info("{} is paused until {} is over", e.campaignId(), e.businessDay());
        } else if (event instanceof CampaignBudgetResumed e) {
            meters.counter(PREFIX + "resumptions").increment();
            LOG.info("{} runs again on {}", e.campaignId(), e.businessDay());
        } else if (event instanceof CampaignBudgetReconciled e) {
            meters.counter(PREFIX + "reconciled", "cause", e.cause().name()).increment();
            LOG.warn("Recorded: {}", e);
        }
    }
}
