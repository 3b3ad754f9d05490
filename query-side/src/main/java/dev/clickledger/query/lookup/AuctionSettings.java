package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.Pricing;
import dev.clickledger.query.auction.ReservePrices;
import dev.clickledger.query.experiments.Experiment;
import dev.clickledger.query.experiments.Experiments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of auctions.
 *
 * @param adsPerAdvertiser how many ads of one advertiser a page shows at most
 * @param policyVersion goes into every token: whoever changes a rule raises it
 * @param reserveWon the least a click costs where no rule below fits; absent, the account's default
 * @param incrementWon prices are multiples of it; absent, the account's default
 * @param reserves of certain places
 * @param experiments price experiments, by share of the devices
 */
@ConfigurationProperties("clickledger.auction")
record AuctionSettings(
        @DefaultValue("1") int adsPerAdvertiser,
        @DefaultValue("1") int policyVersion,
        @Nullable Long reserveWon,
        @Nullable Long incrementWon,
        @DefaultValue List<Reserve> reserves,
        @DefaultValue List<PriceExperiment> experiments) {

    /**
     * @param placement any when absent
     * @param category any when absent; its children, too, unless they have a reserve of their own
     */
    record Reserve(@Nullable Placement placement, @Nullable String category, long won) {

        ReservePrices.Rule rule() {
            return new ReservePrices.Rule(
                    placement, category == null ? null : new Category(category), Money.won(won));
        }
    }

    /**
     * @param salt draws the devices; the id when absent
     * @param sharePermille of all devices
     * @param reserveWon instead of the place's; that one when absent
     * @param incrementWon instead of the account's; that one when absent
     */
    record PriceExperiment(
            String id,
            @Nullable String salt,
            int sharePermille,
            @Nullable Long reserveWon,
            @Nullable Long incrementWon,
            @DefaultValue("SECOND_PRICE") Pricing pricing) {

        Experiment experiment() {
            return new Experiment(
                    id,
                    salt == null ? id : salt,
                    sharePermille,
                    reserveWon == null ? null : Money.won(reserveWon),
                    incrementWon == null ? null : Money.won(incrementWon),
                    pricing);
        }
    }

    AuctionPolicy policy() {
        AuctionRules account = AuctionRules.WON_DEFAULTS;
        return new AuctionPolicy(
                new ReservePrices(
                        reserveWon == null ? account.reserve() : Money.won(reserveWon),
                        reserves.stream().map(Reserve::rule).toList()),
                incrementWon == null ? account.increment() : Money.won(incrementWon),
                new Experiments(experiments.stream().map(PriceExperiment::experiment).toList()),
                adsPerAdvertiser,
                policyVersion);
    }
}
