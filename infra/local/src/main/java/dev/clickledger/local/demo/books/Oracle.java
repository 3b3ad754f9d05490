package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.journal.JournalLine.Conversion;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import dev.clickledger.local.demo.journal.JournalLine.Retraction;
import dev.clickledger.local.demo.replay.ChargedClick;
import dev.clickledger.local.demo.replay.SentOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules demand, derived in the plainest way from the charged clicks and the orders alone:
 * no stream, no state, no watermark.
 */
final class Oracle {

    static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(5);
    static final Duration LOOK_BACK = Duration.ofHours(24);
    private static final String DUPLICATE = "DUPLICATE_CLICK_DETECTED";

    private final List<Refund> refunds = new ArrayList<>();

    /** Of clicks that are owed back although they were no duplicates. */
    private final Map<ClickId, Instant> invalidSince;

    private final List<Conversion> conversions = new ArrayList<>();
    private final List<Retraction> retractions = new ArrayList<>();

    private record DeviceOnAd(DeviceId device, AdId ad) {}

    private record DeviceOnProduct(DeviceId device, ProductId product) {}

    Oracle(Collection<ChargedClick> charged, Collection<SentOrder> orders) {
        List<ChargedClick> inTime = charged.stream().sorted(ChargedClick.BY_TIME).toList();
        Set<ClickId> duplicates = findDuplicates(inTime);
        var bots = new BotOracle(inTime, duplicates);
        refunds.addAll(bots.refunds());
        invalidSince = bots.invalidSince();
        Map<DeviceOnProduct, List<ChargedClick>> owed = new HashMap<>();
        for (ChargedClick click : inTime) {
            if (!duplicates.contains(click.id())) {
                owed.computeIfAbsent(
                                new DeviceOnProduct(click.device(), click.product()),
                                _ -> new ArrayList<>())
                        .add(click);
            }
        }
        orders.forEach(order -> match(order, owed));
    }

    List<Refund> refunds() {
        return refunds;
    }

    List<Conversion> conversions() {
        return conversions;
    }

    List<Retraction> retractions() {
        return retractions;
    }

    /**
     * A click of a device on an ad opens [t, t + 5 min); every further one in it is a duplicate;
     * the first after it opens the next.
     */
    private Set<ClickId> findDuplicates(List<ChargedClick> inTime) {
        Map<DeviceOnAd, ChargedClick> firsts = new HashMap<>();
        Set<ClickId> duplicates = new HashSet<>();
        for (ChargedClick click : inTime) {
            var key = new DeviceOnAd(click.device(), click.ad());
            ChargedClick first = firsts.get(key);
            if (first == null || !click.at().isBefore(first.at().plus(DUPLICATE_WINDOW))) {
                firsts.put(key, click);
                continue;
            }
            duplicates.add(click.id());
            refunds.add(
                    new Refund(
                            first.at().plus(DUPLICATE_WINDOW),
                            "dup-" + first.id(),
                            click.id(),
                            click.advertiser(),
                            Money.won(click.won()),
                            DUPLICATE));
        }
        return duplicates;
    }

    /** A purchase goes to the latest click in [p − 24 h, p] of its device on its product. */
    private void match(SentOrder order, Map<DeviceOnProduct, List<ChargedClick>> owed) {
        Instant latest = order.at();
        Instant earliest = latest.minus(LOOK_BACK);
        order.revenues()
                .forEach(
                        (product, won) -> {
                            List<ChargedClick> candidates =
                                    owed.getOrDefault(
                                            new DeviceOnProduct(order.device(), product),
                                            List.of());
                            Optional<ChargedClick> match =
                                    candidates.reversed().stream()
                                            .filter(click -> !click.at().isAfter(latest))
                                            .findFirst()
                                            .filter(click -> !click.at().isBefore(earliest));
                            match.ifPresent(click -> attribute(order, product, won, click));
                        });
    }

    /** What its click led to before it was found to be a bot's is taken back, the rest is none. */
    private void attribute(SentOrder order, ProductId product, long won, ChargedClick click) {
        Instant invalid = invalidSince.get(click.id());
        if (invalid != null && !invalid.isAfter(order.at())) {
            return;
        }
        conversions.add(
                new Conversion(
                        order.at(),
                        order.id(),
                        order.device(),
                        click.id(),
                        click.campaign(),
                        product,
                        Money.won(won)));
        Instant over = order.cancelledAt();
        if (invalid != null && (over == null || !over.isBefore(invalid))) {
            over = invalid;
        }
        if (over != null) {
            retractions.add(new Retraction(over, order.id(), click.id(), Money.won(won)));
        }
    }
}
