package dev.clickledger.local.demo.market;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.input.Survey;
import dev.clickledger.local.demo.journal.JournalFile;
import dev.clickledger.local.demo.journal.JournalLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sets the market for an input up through the API, as admins would. */
public final class Market {

    /** Before the first shopper comes. */
    private static final Duration HEAD_START = Duration.ofHours(1);

    /** Campaigns outlive the input. */
    private static final Duration TAIL = Duration.ofDays(30);

    private static final int LARGEST_REGISTRATION_PART = 100_000;

    private final Catalogue catalogue;
    private final Instant opensAt;
    private final Instant closesAt;

    private Market(Catalogue catalogue, Instant opensAt, Instant closesAt) {
        this.catalogue = catalogue;
        this.opensAt = opensAt;
        this.closesAt = closesAt;
    }

    public static Market plan(Survey survey, long seed) {
        return new Market(
                Catalogue.plan(survey, seed),
                survey.first().minus(HEAD_START),
                survey.last().plus(TAIL));
    }

    public Instant opensAt() {
        return opensAt;
    }

    public int campaigns() {
        return catalogue.campaigns().size();
    }

    /** What every advertiser paid in. */
    public Map<AdvertiserId, Money> topUps() {
        Map<AdvertiserId, Money> topUps = new LinkedHashMap<>();
        for (PlannedAdvertiser advertiser : catalogue.advertisers()) {
            topUps.put(advertiser.id(), advertiser.topUp());
        }
        return topUps;
    }

    /** Advertisers side by side, each one's steps in order; then the journal, in the plan's. */
    public void open(CommandApi api, JournalFile journal) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> opened = new ArrayList<>();
            for (PlannedAdvertiser advertiser : catalogue.advertisers()) {
                opened.add(threads.submit(() -> admit(advertiser, api)));
            }
            for (Future<?> one : opened) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        }
        write(journal);
    }

    private void admit(PlannedAdvertiser advertiser, CommandApi api) {
        AdvertiserId id = advertiser.id();
        int number = catalogue.advertisers().indexOf(advertiser) + 1;
        api.register(
                new CommandApi.Registration(
                        id,
                        advertiser.name(),
                        "123-45-%05d".formatted(number % LARGEST_REGISTRATION_PART),
                        "https://example.com/contracts/" + id + ".pdf"),
                opensAt);
        api.approve(id, opensAt);
        api.topUp(
                id,
                new CommandApi.TopUp(
                        advertiser.topUp(), PaymentMethod.BANK_TRANSFER, "payment-" + id),
                opensAt);
        for (PlannedCampaign campaign : catalogue.campaigns()) {
            if (campaign.advertiser().equals(id)) {
                launch(campaign, api);
            }
        }
    }

    private void launch(PlannedCampaign campaign, CommandApi api) {
        List<Keyword> keywords =
                campaign.searchTerms().stream()
                        .map(term -> new Keyword(term, KeywordMatch.EXACT, null))
                        .toList();
        api.draft(
                new CommandApi.Draft(
                        campaign.id(),
                        campaign.advertiser(),
                        "Demo " + campaign.id(),
                        opensAt,
                        closesAt,
                        campaign.products(),
                        campaign.bids(),
                        keywords,
                        campaign.budget().daily(),
                        campaign.budget().total()),
                opensAt);
        api.submit(campaign.id(), opensAt);
        api.approve(campaign.id(), opensAt);
    }

    private void write(JournalFile journal) {
        topUps().forEach((id, won) -> journal.add(new JournalLine.TopUp(opensAt, id, won)));
        for (PlannedCampaign campaign : catalogue.campaigns()) {
            journal.add(
                    new JournalLine.Campaign(
                            opensAt,
                            campaign.id(),
                            campaign.advertiser(),
                            campaign.products(),
                            campaign.bids(),
                            campaign.budget().daily(),
                            campaign.budget().total()));
        }
    }
}
