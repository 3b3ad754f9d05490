package dev.clickledger.checks.simulation;

import dev.clickledger.command.topups.TopUps;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.Command;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.ReapplyAdvertiser;
import dev.clickledger.domain.advertiser.RegisterAdvertiser;
import dev.clickledger.domain.advertiser.RejectAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import dev.clickledger.domain.campaign.ApproveCampaign;
import dev.clickledger.domain.campaign.EndCampaign;
import dev.clickledger.domain.campaign.PauseCampaign;
import dev.clickledger.domain.campaign.RejectCampaign;
import dev.clickledger.domain.campaign.ResumeCampaign;
import dev.clickledger.domain.campaign.SetCampaignBids;
import dev.clickledger.domain.campaign.SetCampaignBudget;
import dev.clickledger.domain.campaign.SetCampaignPeriod;
import dev.clickledger.domain.campaign.SubmitCampaign;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.http.RequestTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** They change terms, whether they may or not, and pay, again when nobody answered. */
final class Admins {

    private static final String REASON = "because";

    private record Payment(String reference, AdvertiserId advertiser, Money amount) {}

    private final Market market;
    private final SimulatedStore store;
    private final Dice dice;
    private final List<Payment> unanswered = new ArrayList<>();
    private int payments;

    Admins(Market market, SimulatedStore store, Dice dice) {
        this.market = market;
        this.store = store;
        this.dice = dice;
    }

    /** Before anything goes wrong: all advertisers with money, most campaigns approved. */
    void open(SimulatedNode node) {
        for (AdvertiserId advertiser : market.advertisers()) {
            send(
                    node,
                    at ->
                            new RegisterAdvertiser(
                                    advertiser,
                                    "Seller " + advertiser.value(),
                                    "123-45-67890",
                                    "https://seller.example/contract",
                                    at));
            send(node, at -> new ApproveAdvertiser(advertiser, at));
            pay(node, new Payment("first-" + advertiser.value(), advertiser, anyAmount()));
        }
        for (Market.Ad ad : market.ads()) {
            send(node, at -> market.draft(ad, at));
            send(node, at -> new SubmitCampaign(ad.campaign(), at));
            if (!dice.oneIn(6)) {
                send(node, at -> new ApproveCampaign(ad.campaign(), at));
            }
        }
    }

    void act(SimulatedNode node) {
        try {
            if (dice.oneIn(3)) {
                topUp(node);
            } else {
                send(node, this::anyCommand);
            }
        } catch (RuntimeException | NodeCrashed | Mishap failed) {
            Failing.check(failed);
        }
    }

    private void topUp(SimulatedNode node) {
        Payment payment =
                unanswered.isEmpty() || dice.oneIn(3)
                        ? new Payment(
                                "payment-" + ++payments, dice.of(market.advertisers()), anyAmount())
                        : unanswered.remove(dice.below(unanswered.size()));
        unanswered.add(payment);
        pay(node, payment);
        // Some can't believe it, and send it once more.
        if (!dice.oneIn(4)) {
            unanswered.remove(payment);
        }
    }

    private void pay(SimulatedNode node, Payment payment) {
        RequestTime time = node.now();
        TopUps.Credited credited =
                node.ledger()
                        .decide(
                                books ->
                                        TopUps.credit(
                                                books,
                                                payment.advertiser(),
                                                payment.amount(),
                                                null,
                                                PaymentMethod.CARD,
                                                payment.reference(),
                                                books.at(time)));
        RegisteredTopUp stored = store.topUps().get(payment.reference());
        Violation.unless(
                credited.topUp().equals(stored),
                Invariant.ANSWERS_ARE_STORED,
                "%s was answered, %s is stored",
                credited,
                stored);
    }

    /** Once nothing fails any more: payments that nobody has confirmed. */
    void payAgain(SimulatedNode node) {
        for (Payment payment : List.copyOf(unanswered)) {
            try {
                pay(node, payment);
            } catch (RuntimeException refused) {
                Failing.check(refused);
            }
            unanswered.remove(payment);
        }
    }

    boolean areWaiting() {
        return !unanswered.isEmpty();
    }

    private Money anyAmount() {
        return Money.won(dice.between(5, 100) * 100);
    }

    private static void send(SimulatedNode node, CommandAt command) {
        node.ledger().send(node.now(), command::at);
    }

    @FunctionalInterface
    private interface CommandAt {
        Command at(Instant now);
    }

    private Command anyCommand(Instant at) {
        Market.Ad ad = market.anyAd();
        AdvertiserId advertiser = dice.of(market.advertisers());
        return switch (dice.below(24)) {
            case 0, 1, 2 -> new PauseCampaign(ad.campaign(), at);
            case 3, 4, 5, 6 -> new ResumeCampaign(ad.campaign(), at);
            case 7, 8, 9, 10 -> new SetCampaignBudget(ad.campaign(), market.anyBudget(), at);
            case 11, 12 -> new SetCampaignPeriod(ad.campaign(), market.anyPeriod(at), at);
            case 13 -> new SetCampaignBids(ad.campaign(), market.anyBids(), at);
            case 14 -> new SubmitCampaign(ad.campaign(), at);
            case 15, 16 -> new ApproveCampaign(ad.campaign(), at);
            case 17 -> new RejectCampaign(ad.campaign(), REASON, at);
            case 18 ->
                    dice.oneIn(8)
                            ? new EndCampaign(ad.campaign(), at)
                            : new ResumeCampaign(ad.campaign(), at);
            case 19, 20, 21 -> new ApproveAdvertiser(advertiser, at);
            case 22 -> new SuspendAdvertiser(advertiser, REASON, at);
            default ->
                    dice.oneIn(2)
                            ? new RejectAdvertiser(advertiser, REASON, at)
                            : new ReapplyAdvertiser(advertiser, at);
        };
    }

    @Override
    public String toString() {
        return unanswered.size() + " payments unanswered";
    }
}
