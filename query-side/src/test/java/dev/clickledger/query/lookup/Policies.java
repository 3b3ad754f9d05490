package dev.clickledger.query.lookup;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.Pricing;
import dev.clickledger.query.auction.ReservePrices;
import dev.clickledger.query.experiments.Experiment;
import dev.clickledger.query.experiments.Experiments;
import java.util.List;

/** The rules that tests play by. */
final class Policies {

    static final AuctionPolicy ORDINARY = with(List.of());

    static final AuctionPolicy EVERYBODY_IN_FIRST_PRICE =
            with(
                    List.of(
                            new Experiment(
                                    "first-price",
                                    "salt",
                                    1000,
                                    Money.won(50),
                                    null,
                                    Pricing.FIRST_PRICE)));

    private Policies() {}

    private static AuctionPolicy with(List<Experiment> experiments) {
        return new AuctionPolicy(
                new ReservePrices(Money.won(70), List.of()),
                Money.won(10),
                new Experiments(experiments),
                1,
                1);
    }
}
