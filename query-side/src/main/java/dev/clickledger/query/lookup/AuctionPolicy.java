package dev.clickledger.query.lookup;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Pricing;
import dev.clickledger.query.auction.ReservePrices;
import dev.clickledger.query.experiments.Experiment;
import dev.clickledger.query.experiments.Experiments;
import org.jspecify.annotations.Nullable;

/** By which rules a page's auction is held. */
final class AuctionPolicy {

    private final ReservePrices reserves;
    private final Money increment;
    private final Experiments experiments;
    private final int adsPerAdvertiser;
    private final int version;
    private final Auction auction;

    AuctionPolicy(
            ReservePrices reserves,
            Money increment,
            Experiments experiments,
            int adsPerAdvertiser,
            int version) {
        this.reserves = reserves;
        this.increment = increment;
        this.experiments = experiments;
        this.adsPerAdvertiser = adsPerAdvertiser;
        this.version = version;
        this.auction = new Auction(adsPerAdvertiser);
    }

    Auction auction() {
        return auction;
    }

    int adsPerAdvertiser() {
        return adsPerAdvertiser;
    }

    int version() {
        return version;
    }

    /** The experiment that the request's device takes part in, if any. */
    @Nullable Experiment experiment(AdRequest request) {
        return experiments.of(request.deviceId());
    }

    PriceRule rule(AdRequest request, @Nullable Experiment experiment) {
        var ordinary =
                new PriceRule(
                        reserves.at(request.placement(), request.category()),
                        increment,
                        Pricing.SECOND_PRICE);
        return experiment == null ? ordinary : experiment.rule(ordinary);
    }
}
