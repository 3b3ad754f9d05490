package dev.clickledger.domain.policy;

import static dev.clickledger.domain.Samples.ADVERTISED;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.HOME_BID;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OPEN_PERIOD;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.TODAY;
import static dev.clickledger.domain.Samples.ad;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.Samples.click;
import static dev.clickledger.domain.Samples.won;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.RuleViolation;
import dev.clickledger.domain.advertiser.Advertiser;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.RegisterAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickOutcome;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.domain.balance.TopUpBalance;
import dev.clickledger.domain.campaign.ApproveCampaign;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.campaign.Campaigns;
import dev.clickledger.domain.campaign.DraftCampaign;
import dev.clickledger.domain.campaign.PauseCampaign;
import dev.clickledger.domain.campaign.SetCampaignBudget;
import dev.clickledger.domain.campaign.SubmitCampaign;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wiring that the package describes, on Axon with an event store in memory. */
class OneTransactionTest {

    private final Configuration axon = configuration();
    private int clicks;

    @BeforeEach
    void runsACampaign() {
        axon.start();
        handle(new RegisterAdvertiser(ADVERTISER, "Han", "1", "https://h", NOW));
        handle(
                new DraftCampaign(
                        CAMPAIGN,
                        ADVERTISER,
                        "Spring laptops",
                        OPEN_PERIOD,
                        List.of(ADVERTISED),
                        List.of(HOME_BID),
                        List.of(),
                        List.of(),
                        budget(10_000, null),
                        Targeting.EVERYBODY,
                        NOW));
        handle(new SubmitCampaign(CAMPAIGN, NOW));
        handle(new ApproveAdvertiser(ADVERTISER, NOW));
        handle(new ApproveCampaign(CAMPAIGN, NOW));
        handle(new TopUpBalance(ADVERTISER, won(1_000), null, PaymentMethod.CARD, "p", NOW));
    }

    @AfterEach
    void stops() {
        axon.shutdown();
    }

    @Test
    void chargesWhatWasApproved() {
        ClickOutcome first = clickFor(300);
        ClickOutcome second = clickFor(300);

        assertThat(first)
                .isEqualTo(
                        new ClickOutcome.Charged(click(1), won(300), TODAY, second.sequence() - 1));
        assertThat(stored(second))
                .isInstanceOfSatisfying(
                        ClickCharged.class,
                        event -> assertThat(event.ad().clickId()).isEqualTo(click(2)));
    }

    @Test
    void bindsTheVeryNextClickToAPause() {
        handle(new PauseCampaign(CAMPAIGN, NOW));

        assertDeclined(DeclineReason.CAMPAIGN_PAUSED);
    }

    @Test
    void bindsTheVeryNextClickToABudgetCut() {
        handle(new SetCampaignBudget(CAMPAIGN, budget(299, null), NOW));

        assertDeclined(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void bindsTheVeryNextClickToASuspensionAndToItsEnd() {
        handle(new SuspendAdvertiser(ADVERTISER, "unpaid", NOW));
        assertDeclined(DeclineReason.ADVERTISER_SUSPENDED);

        handle(new ApproveAdvertiser(ADVERTISER, NOW));
        assertThat(clickFor(300)).isInstanceOf(ClickOutcome.Charged.class);
    }

    @Test
    void refusesThroughTheCommandBusWithTheRule() {
        handle(new PauseCampaign(CAMPAIGN, NOW));

        assertThatThrownBy(() -> handle(new PauseCampaign(CAMPAIGN, NOW)))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation ->
                                assertThat(violation.ruleName())
                                        .isEqualTo("only-an-active-campaign-can-be-paused"));
        assertThat(axon.eventStore().readEvents(AggregateIds.campaign(CAMPAIGN)).asStream())
                .filteredOn(event -> event.getPayload() instanceof CampaignPaused)
                .hasSize(1);
    }

    private ClickOutcome clickFor(long price) {
        var click = new ClickToCharge(ad(++clicks, CAMPAIGN, price), DEVICE, SESSION, NOW);
        List<ClickOutcome> outcomes =
                axon.commandGateway()
                        .sendAndWait(new ChargeClicks(ADVERTISER, List.of(click), NOW));
        return outcomes.getFirst();
    }

    private void assertDeclined(DeclineReason reason) {
        assertThat(clickFor(300))
                .isInstanceOfSatisfying(
                        ClickOutcome.Declined.class,
                        declined -> assertThat(declined.reason()).isEqualTo(reason));
    }

    /** The event that an outcome points to. */
    private Object stored(ClickOutcome outcome) {
        return axon.eventStore()
                .readEvents(AggregateIds.balance(ADVERTISER), outcome.sequence())
                .next()
                .getPayload();
    }

    private void handle(Object command) {
        axon.commandGateway().sendAndWait(command);
    }

    private static Configuration configuration() {
        var configurer =
                DefaultConfigurer.defaultConfiguration()
                        .configureEmbeddedEventStore(c -> new InMemoryEventStorageEngine())
                        .configureAggregate(Advertiser.class)
                        .configureAggregate(Campaign.class)
                        .configureAggregate(Balance.class)
                        .registerComponent(Advertisers.class, c -> advertisers(c))
                        .registerComponent(Campaigns.class, c -> campaigns(c));
        Configuration axon = configurer.buildConfiguration();
        var policies = new Policies(axon.getComponent(Campaigns.class));
        // A subscriber is called while the unit of work that decided prepares its commit.
        axon.eventBus().subscribe(events -> events.forEach(event -> react(axon, policies, event)));
        return axon;
    }

    private static void react(Configuration axon, Policies policies, EventMessage<?> event) {
        BalanceCommand command = policies.react((DomainEvent) event.getPayload());
        if (command != null) {
            axon.commandGateway().sendAndWait(command);
        }
    }

    private static Advertisers advertisers(Configuration axon) {
        return id -> {
            try {
                Aggregate<Advertiser> advertiser =
                        axon.repository(Advertiser.class).load(AggregateIds.advertiser(id));
                return advertiser.invoke(Advertiser::status);
            } catch (AggregateNotFoundException unknown) {
                return null;
            }
        };
    }

    private static Campaigns campaigns(Configuration axon) {
        return id ->
                axon.repository(Campaign.class)
                        .load(AggregateIds.campaign(id))
                        .invoke(Campaign::spendingTerms);
    }
}
