package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.local.demo.api.ApiRefused;
import dev.clickledger.local.demo.api.ClickAnswer;
import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.api.Lookup;
import dev.clickledger.local.demo.input.ShopperAction.Click;
import dev.clickledger.local.demo.journal.JournalLine;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Clicks on the first ad of a page, and what the answers must say. Memory: each charged click. */
final class Clicks {

    private static final int CONFLICT = 409;
    private static final int GONE = 410;

    private final CommandApi api;
    private final Tally tally;
    private final Collection<ChargedClick> charged = new ConcurrentLinkedQueue<>();

    Clicks(CommandApi api, Tally tally) {
        this.api = api;
        this.tally = tally;
    }

    Collection<ChargedClick> charged() {
        return charged;
    }

    /**
     * @return the click's line; none when it was no click of its own
     */
    @Nullable JournalLine click(Click click, Shopper shopper, Page page) {
        return switch (page.state()) {
            case WITHOUT_AD -> counted(Count.CLICKS_WITHOUT_AD);
            case EXPIRED -> counted(Count.CLICKS_EXPIRED);
            case REPEAT -> {
                repeat(click, page);
                yield counted(Count.CLICKS_REPEATED);
            }
            case FIRST -> first(click, shopper, page);
        };
    }

    private @Nullable JournalLine counted(Count count) {
        tally.add(count, 1);
        return null;
    }

    private @Nullable JournalLine first(Click click, Shopper shopper, Page page) {
        Lookup.Ad ad = Objects.requireNonNull(page.firstAd());
        ClickAnswer answer;
        try {
            answer = send(click, ad);
        } catch (ApiRefused refused) {
            if (refused.status() != GONE) {
                throw refused;
            }
            page.expired();
            return counted(Count.CLICKS_EXPIRED);
        }
        page.clicked(answer, click.session());
        shopper.clicked(ad.productId());
        count(click, ad, answer);
        return new JournalLine.Click(
                click.at(),
                answer.clickId(),
                click.device(),
                click.session(),
                new JournalLine.Ad(
                        ad.adId(),
                        ad.campaignId(),
                        ad.advertiserId(),
                        ad.productId(),
                        ad.bidPrice(),
                        ad.actualPrice(),
                        ad.clickId()),
                answer.outcome(),
                answer.chargedAmount(),
                answer.declineReason());
    }

    private void count(Click click, Lookup.Ad ad, ClickAnswer answer) {
        checkId(ad.clickId(), answer);
        switch (answer.outcome()) {
            case CHARGED -> {
                tally.add(Count.CLICKS_CHARGED, 1);
                tally.add(Count.CHARGED_WON, answer.chargedAmount());
                charged.add(
                        new ChargedClick(
                                click.at(),
                                answer.clickId(),
                                click.device(),
                                ad.adId(),
                                ad.campaignId(),
                                ad.advertiserId(),
                                ad.productId(),
                                answer.chargedAmount()));
            }
            case DECLINED -> tally.addDeclined(Objects.requireNonNull(answer.declineReason()));
        }
    }

    /** The same token again: the same answer, or a refusal in another session. */
    private void repeat(Click click, Page page) {
        Lookup.Ad ad = page.firstAd();
        ClickAnswer first = page.answer();
        if (ad == null || first == null) {
            return; // an hour old: nothing is left to send
        }
        boolean refusalExpected = !page.wasClickedIn(click.session());
        try {
            ClickAnswer again = send(click, ad);
            if (refusalExpected || !again.repeated() || !again.agreesWith(first)) {
                throw new IllegalStateException(
                        "line " + click.line() + ": " + first + " was repeated as " + again);
            }
        } catch (ApiRefused refused) {
            boolean tooLate = refused.status() == GONE;
            if (!tooLate && !(refusalExpected && refused.status() == CONFLICT)) {
                throw refused;
            }
        }
    }

    private ClickAnswer send(Click click, Lookup.Ad ad) {
        return api.click(
                new CommandApi.Click(ad.adToken(), click.device(), click.session()), click.at());
    }

    private static void checkId(ClickId served, ClickAnswer answer) {
        if (!served.equals(answer.clickId())) {
            throw new IllegalStateException(
                    "click " + served + " was answered as " + answer.clickId());
        }
    }
}
