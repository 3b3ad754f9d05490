package dev.clickledger.command.charge;

import dev.clickledger.http.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What can be seen of the charger from outside. */
final class ChargeMeters {

    private final DistributionSummary batchClicks;
    private final DistributionSummary batchAdvertisers;
    private final Timer batchTime;
    private final Timer longestWait;
    private final Counter forAdvertiser;
    private final Counter forAll;
    private final Counter forTime;
    private final Counter forOutage;

    ChargeMeters(MeterRegistry meters, Mailboxes mailboxes, StoreBreaker breaker) {
        this.batchClicks =
                DistributionSummary.builder("clickledger.charge.batch.size")
                        .description("Clicks decided in one transaction")
                        .register(meters);
        this.batchAdvertisers =
                DistributionSummary.builder("clickledger.charge.batch.advertisers")
                        .description("Advertisers in one transaction")
                        .register(meters);
        this.batchTime =
                Timer.builder("clickledger.charge.batch.time")
                        .description("From a batch's start to its answers")
                        .register(meters);
        this.longestWait =
                Timer.builder("clickledger.charge.batch.wait")
                        .description("How long the first click of a batch had waited for it")
                        .register(meters);
        this.forAdvertiser = refused(meters, "advertiser");
        this.forAll = refused(meters, "all");
        this.forTime = refused(meters, "time");
        this.forOutage = refused(meters, "outage");
        Gauge.builder("clickledger.charge.waiting", mailboxes, Mailboxes::waiting)
                .description("Clicks in mailboxes")
                .register(meters);
        Gauge.builder("clickledger.charge.mailboxes", mailboxes, Mailboxes::advertisers)
                .description("Advertisers with clicks waiting or being decided")
                .register(meters);
        Gauge.builder("clickledger.charge.store", breaker, b -> b.isClosed() ? 1 : 0)
                .description("1 while the store is taken to be there, else 0")
                .register(meters);
    }

    private static Counter refused(MeterRegistry meters, String reason) {
        return Counter.builder("clickledger.charge.refused")
                .description("Clicks that were told to come back, by what was full or away")
                .tag("by", reason)
                .register(meters);
    }

    void committed(Mailboxes.Batch batch, long startedNanos) {
        batchClicks.record(batch.clicks.size());
        batchAdvertisers.record(batch.advertisers());
        batchTime.record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
        longestWait.record(
                Math.max(0, startedNanos - batch.clicks.getFirst().sinceNanos),
                TimeUnit.NANOSECONDS);
    }

    ProblemException refusedForAdvertiser(ProblemException refusal) {
        forAdvertiser.increment();
        return refusal;
    }

    ProblemException refusedForAll(ProblemException refusal) {
        forAll.increment();
        return refusal;
    }

    ProblemException refusedForTime(ProblemException refusal) {
        forTime.increment();
        return refusal;
    }

    ProblemException refusedForOutage(ProblemException refusal) {
        forOutage.increment();
        return refusal;
    }
}
