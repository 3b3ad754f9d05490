package dev.clickledger.bench.clicks;

import dev.clickledger.bench.clicks.Clicks.Click;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RegisteredClick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;

/**
 * What the command side would store for the clicks, as rows that are ready to be inserted: peers
 * that decide nothing write the same bytes.
 */
public final class ChargedClicks {

    /** An event's row and its register row. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Rows(
            ClickCharged event,
            UUID eventId,
            String aggregateId,
            long sequence,
            Instant at,
            short type,
            short revision,
            byte[] payload,
            UUID clickId,
            UUID shopper,
            LocalDate businessDay) {}

    private static final Money MONEY = Money.won(Money.LARGEST_AMOUNT);

    private final Rows[] rows;

    public ChargedClicks(Clicks clicks, long seed) {
        var codec = new EventCodec();
        var random = new Random(seed);
        int openingEvents = clicks.market().opening(0).size();
        var charged = new long[clicks.market().advertisers()];
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        rows = new Rows[clicks.count()];
        for (int i = 0; i < rows.length; i++) {
            Click click = clicks.get(i);
            long before = charged[click.advertiser()]++;
            rows[i] = rows(click, before, openingEvents + before, now, codec, random);
        }
    }

    private static Rows rows(
            Click click, long before, long sequence, Instant at, EventCodec codec, Random random) {
        Money spent = click.ad().price().times(before + 1);
        LocalDate day = BusinessDays.SEOUL.of(at);
        var event =
                new ClickCharged(
                        click.ad().advertiserId(),
                        click.device(),
                        click.session(),
                        click.ad(),
                        click.ad().price(),
                        day,
                        MONEY.minus(spent),
                        spent,
                        spent,
                        at);
        EventCodec.Encoded encoded = codec.encode(event);
        return new Rows(
                event,
                TimeOrderedId.mint(at, random),
                AggregateIds.balance(click.ad().advertiserId()),
                sequence,
                at,
                encoded.type(),
                encoded.revision(),
                encoded.payload(),
                click.ad().clickId().value(),
                RegisteredClick.shopper(click.device(), click.session()),
                day);
    }

    public int count() {
        return rows.length;
    }

    /**
     * @throws IllegalStateException if the run has written more than was prepared
     */
    public Rows get(int number) {
        if (number >= rows.length) {
            throw new IllegalStateException(
                    "more than " + rows.length + " clicks in a run: take fewer --seconds");
        }
        return rows[number];
    }
}
