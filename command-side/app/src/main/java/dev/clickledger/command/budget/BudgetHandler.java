package dev.clickledger.command.budget;

import static dev.clickledger.command.messages.Messages.required;

import dev.clickledger.command.messages.Messages;
import dev.clickledger.command.messages.UnusableMessageException;
import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.BudgetDeviationRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.domain.campaign.RecordBudgetDeviation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Budgets as the stream job counts them, and deviations as projections find them. Idempotent by
 * what the campaign remembers: an alert is given once a day, a pause ends once, a deviation is
 * recorded once.
 */
@Component
class BudgetHandler implements MessageListener<String, byte[]> {

    private final BudgetDesk desk;

    BudgetHandler(BudgetDesk desk) {
        this.desk = desk;
    }

    /** Tells one kind of record from the other. */
    private record Kind(@Nullable String eventType) {}

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        String kind =
                required("event_type", Messages.read(message.value(), Kind.class).eventType());
        switch (kind) {
            case BudgetRecord.BUDGET_USED ->
                    used(Messages.read(message.value(), BudgetRecord.class));
            case BudgetDeviationRecord.BUDGET_DEVIATION ->
                    deviates(Messages.read(message.value(), BudgetDeviationRecord.class));
            default -> throw new UnusableMessageException("event_type " + kind + " is unknown");
        }
    }

    private void used(BudgetRecord sent) {
        CampaignId campaign = required("campaign_id", sent.campaignId(), CampaignId::new);
        LocalDate day = required("business_day", sent.businessDay(), BudgetHandler::day);
        known(campaign, desk.watch(campaign, day, required("through", sent.through())));
    }

    private void deviates(BudgetDeviationRecord sent) {
        CampaignId campaign = required("campaign_id", sent.campaignId(), CampaignId::new);
        LocalDate day = required("business_day", sent.businessDay(), BudgetHandler::day);
        Instant through = required("through", sent.through());
        BudgetDeviation cause = required("cause", sent.cause(), BudgetDeviation::valueOf);
        known(
                campaign,
                desk.record(
                        campaign,
                        through,
                        at ->
                                new RecordBudgetDeviation(
                                        campaign,
                                        day,
                                        cause,
                                        won(sent.counterBeforeAmount()),
                                        won(sent.counterAfterAmount()),
                                        Money.won(sent.ledgerSpentAmount()),
                                        Money.won(sent.streamChargedAmount()),
                                        Money.won(sent.ledgerChargedAmount()),
                                        through,
                                        at)));
    }

    private static void known(CampaignId campaign, boolean known) {
        if (!known) {
            throw new UnusableMessageException("there is no campaign " + campaign);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw new IllegalArgumentException("business_day is no date: " + text, noDay);
        }
    }

    private static @Nullable Money won(@Nullable Long amount) {
        return amount == null ? null : Money.won(amount);
    }
}
