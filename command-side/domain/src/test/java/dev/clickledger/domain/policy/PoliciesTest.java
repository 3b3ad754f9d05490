package dev.clickledger.domain.policy;

import static dev.clickledger.domain.Samples.ADVERTISED;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.HOME_BID;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OPEN_PERIOD;
import static dev.clickledger.domain.Samples.budget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.balance.OpenBalance;
import dev.clickledger.domain.balance.SetAdvertiserSpending;
import dev.clickledger.domain.campaign.ApproveCampaign;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.campaign.CampaignCommand;
import dev.clickledger.domain.campaign.DraftCampaign;
import dev.clickledger.domain.campaign.EndCampaign;
import dev.clickledger.domain.campaign.PauseCampaign;
import dev.clickledger.domain.campaign.ResumeCampaign;
import dev.clickledger.domain.campaign.SetCampaignBids;
import dev.clickledger.domain.campaign.SetCampaignBudget;
import dev.clickledger.domain.campaign.SetCampaignPeriod;
import dev.clickledger.domain.campaign.SubmitCampaign;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Budget CUT = budget(500, null);
    private static final Period SHORT = new Period(NOW, NOW.plusSeconds(60));

    private final Campaign campaign = new Campaign();
    private final Policies policies = new Policies(id -> campaign.spendingTerms());

    @Test
    void opensABalanceForANewAdvertiser() {
        assertThat(
                        policies.react(
                                new AdvertiserRegistered(ADVERTISER, "Han", "1", "https://h", NOW)))
                .isEqualTo(new OpenBalance(ADVERTISER, NOW));
    }

    @Test
    void letsAnAdvertiserSpendOnlyWhileItIsApproved() {
        assertThat(
                        Stream.of(
                                        new AdvertiserApproved(ADVERTISER, NOW),
                                        new AdvertiserSuspended(ADVERTISER, "unpaid", NOW),
                                        new AdvertiserRejected(ADVERTISER, "unsigned", NOW),
                                        new AdvertiserReapplied(ADVERTISER, NOW))
                                .map(policies::react))
                .containsExactly(
                        new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, NOW),
                        new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.SUSPENDED, NOW),
                        new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.REJECTED, NOW),
                        new SetAdvertiserSpending(
                                ADVERTISER, AdvertiserSpending.NOT_APPROVED, NOW));
    }

    @Test
    void limitsNothingBeforeTheFirstApproval() {
        assertThat(
                        after(
                                draft(),
                                new SetCampaignBudget(CAMPAIGN, CUT, NOW),
                                new SetCampaignPeriod(CAMPAIGN, SHORT, NOW),
                                new EndCampaign(CAMPAIGN, NOW)))
                .isEmpty();
    }

    @Test
    void tellsTheBalanceTheWholeLimitAtEveryChangeOfIt() {
        assertThat(
                        after(
                                draft(),
                                new SubmitCampaign(CAMPAIGN, NOW),
                                new ApproveCampaign(CAMPAIGN, NOW),
                                new SetCampaignBudget(CAMPAIGN, CUT, NOW),
                                new SetCampaignBids(CAMPAIGN, List.of(HOME_BID), NOW),
                                new PauseCampaign(CAMPAIGN, NOW),
                                new SetCampaignPeriod(CAMPAIGN, SHORT, NOW),
                                new ResumeCampaign(CAMPAIGN, NOW),
                                new EndCampaign(CAMPAIGN, NOW)))
                .containsExactly(
                        limit(CampaignSpending.ACTIVE, OPEN_PERIOD, draft().budget()),
                        limit(CampaignSpending.ACTIVE, OPEN_PERIOD, CUT),
                        limit(CampaignSpending.PAUSED, OPEN_PERIOD, CUT),
                        limit(CampaignSpending.PAUSED, SHORT, CUT),
                        limit(CampaignSpending.ACTIVE, SHORT, CUT),
                        limit(CampaignSpending.ENDED, SHORT, CUT));
    }

    private List<BalanceCommand> after(CampaignCommand... commands) {
        return Stream.of(commands).map(this::handle).filter(Objects::nonNull).toList();
    }

    private BalanceCommand handle(CampaignCommand command) {
        CampaignEvent event =
                campaign.decide(command, advertiser -> AdvertiserStatus.APPROVED).getFirst();
        campaign.evolve(event);
        return policies.react(event);
    }

    private static DraftCampaign draft() {
        return new DraftCampaign(
                CAMPAIGN,
                ADVERTISER,
                "Spring laptops",
                OPEN_PERIOD,
                List.of(ADVERTISED),
                List.of(HOME_BID),
                List.of(),
                List.of(),
                budget(10_000, 100_000L),
                Targeting.EVERYBODY,
                NOW);
    }

    private static LimitSpending limit(CampaignSpending spending, Period period, Budget budget) {
        return new LimitSpending(ADVERTISER, CAMPAIGN, spending, period, budget, NOW);
    }
}
