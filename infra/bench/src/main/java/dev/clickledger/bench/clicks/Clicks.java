package dev.clickledger.bench.clicks;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Clicks with valid ads, evenly over the advertisers of a market in no order, minted over the last
 * seconds as a busy lookup would have. Every run charges the same ones from the first on: its event
 * store knows none of them.
 */
public final class Clicks {

    /** One click, not decided yet. */
    public record Click(int advertiser, ServedAd ad, DeviceId device, SessionId session) {}

    private static final int SHOPPERS = 10_000;
    private static final Duration MINTED_WITHIN = Duration.ofSeconds(30);

    private final Market market;
    private final Click[] prepared;

    /**
     * @param count more than any contender can charge in a run
     */
    public Clicks(Market market, int count, long seed) {
        this.market = market;
        this.prepared = new Click[count];
        var random = new Random(seed);
        var devices = new DeviceId[SHOPPERS];
        var sessions = new SessionId[SHOPPERS];
        for (int i = 0; i < SHOPPERS; i++) {
            devices[i] = new DeviceId("device-%016x".formatted(random.nextLong()));
            sessions[i] = new SessionId("session-%016x".formatted(random.nextLong()));
        }
        Instant first = Instant.now().minus(MINTED_WITHIN);
        for (int i = 0; i < count; i++) {
            Instant at =
                    first.plusMillis(MINTED_WITHIN.toMillis() * i / count)
                            .truncatedTo(ChronoUnit.MILLIS);
            int advertiser = random.nextInt(market.advertisers());
            int shopper = random.nextInt(SHOPPERS);
            prepared[i] =
                    new Click(
                            advertiser,
                            market.serve(advertiser, at, random),
                            devices[shopper],
                            sessions[shopper]);
        }
    }

    public Market market() {
        return market;
    }

    public int count() {
        return prepared.length;
    }

    /**
     * @throws IllegalStateException if the run has charged more than was prepared
     */
    public Click get(int number) {
        if (number >= prepared.length) {
            throw new IllegalStateException(
                    "more than " + prepared.length + " clicks in a run: take fewer --seconds");
        }
        return prepared[number];
    }
}
