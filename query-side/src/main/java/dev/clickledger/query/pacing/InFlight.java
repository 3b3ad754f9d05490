package dev.clickledger.query.pacing;

import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What clicks that may still come are expected to cost: a campaign that is nearly out of money
 * would otherwise be shown until the first clicks on what it was shown for arrive, and the rest of
 * them be declined.
 *
 * <p>Of each campaign and advertiser it keeps the prices of the ads that were served, fading away
 * as shoppers leave their pages, and of each campaign the share of them that was clicked, learned
 * from how its spending grows. A click that arrives takes its price out again: it is spent now, not
 * under way. A server knows its own lookups only, but sees all spending; of several servers that
 * share the traffic each learns a share that is larger by as much, and so each estimates for all.
 *
 * <p>Time is that of the requests, so that it runs in a sandbox as shoppers do. Nothing here is
 * exact, and nothing is charged by it: too much means an ad that waits for some seconds, too little
 * a click that the balance declines.
 */
public final class InFlight {

    /**
     * @param ofCampaign what clicks on the campaign's ads that are under way will cost, in won
     * @param ofAdvertiser the same for all campaigns of its advertiser
     * @param click what one click cost lately
     */
    public record Estimate(long ofCampaign, long ofAdvertiser, long click) {}

    private static final double MEMORY_OF_ALL = 100_000;

    private final Accounts campaigns;
    private final Accounts advertisers;
    private final ClickShare everybodys = new ClickShare(MEMORY_OF_ALL);
    private volatile long servedMillis;

    /**
     * @param clickDelay how long after its lookup an ad is clicked on average, and the click seen
     *     here
     * @param mostAccounts campaigns, and advertisers, that are kept at most; of those beyond
     *     nothing counts as under way
     */
    public InFlight(Duration clickDelay, int mostAccounts) {
        if (!clickDelay.isPositive()) {
            throw new IllegalArgumentException("clicks take some time, not " + clickDelay);
        }
        this.campaigns = new Accounts(clickDelay.toMillis(), mostAccounts);
        this.advertisers = new Accounts(clickDelay.toMillis(), mostAccounts);
    }

    /**
     * An ad was served.
     *
     * @param spentInTotal of its campaign, as it was known then
     */
    public void served(RankEntry entry, long price, long spentInTotal, Instant now) {
        long nowMillis = now.toEpochMilli();
        Account campaign = campaigns.findOrOpen(entry.campaignId().value(), nowMillis);
        Account advertiser = advertisers.findOrOpen(entry.advertiserId().value(), nowMillis);
        if (campaign == null || advertiser == null) {
            return;
        }
        servedMillis = nowMillis;
        spendThrough(spentInTotal, campaign, advertiser);
        campaign.serve(price, nowMillis);
        advertiser.serve(price, nowMillis);
        synchronized (everybodys) {
            everybodys.served();
        }
    }

    /**
     * @param spentInTotal of the campaign, as it is known now: what came on top was clicks
     * @return {@code null} when the campaign was not served lately
     */
    public @Nullable Estimate estimate(RankEntry entry, long spentInTotal, Instant now) {
        Account campaign = campaigns.find(entry.campaignId().value());
        Account advertiser = advertisers.find(entry.advertiserId().value());
        if (campaign == null || advertiser == null) {
            return null;
        }
        spendThrough(spentInTotal, campaign, advertiser);
        long nowMillis = now.toEpochMilli();
        double guess = shareOfEverybody();
        return new Estimate(
                campaign.underway(guess, nowMillis),
                advertiser.underway(guess, nowMillis),
                campaign.price());
    }

    /**
     * What clicks on everybody's ads that are under way will cost, in won, as of the last lookup.
     */
    public long total() {
        long nowMillis = servedMillis;
        double guess = shareOfEverybody();
        long total = 0;
        for (Account campaign : campaigns.all()) {
            total += campaign.underway(guess, nowMillis);
        }
        return total;
    }

    private void spendThrough(long spentInTotal, Account campaign, Account advertiser) {
        long arrived = campaign.spendThrough(spentInTotal);
        if (arrived > 0) {
            double clicks = campaign.arrive(arrived);
            advertiser.arrive(arrived);
            synchronized (everybodys) {
                everybodys.clicked(clicks);
            }
        }
    }

    private double shareOfEverybody() {
        synchronized (everybodys) {
            return everybodys.learned(ClickShare.ASSUMED);
        }
    }
}
