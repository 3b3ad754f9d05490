package dev.clickledger.command.impressions;

import dev.clickledger.command.impressions.Claims.Fresh;
import dev.clickledger.command.impressions.Claims.Repeat;
import dev.clickledger.command.impressions.Claims.SomebodyElses;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Takes impressions: checks each, drops what says nothing new, and answers when Kafka has the rest.
 * A repeat of an event whose first try is still on its way shares its fate: answered as a duplicate
 * if that arrives, told to come back if not.
 */
final class ImpressionIntake {

    /** Longer than the writer needs to give up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String OTHER_DEVICE =
            "ad_token must be reported by one device in one session: another one reported it before";

    private final ImpressionCheck check;
    private final ImpressionMemory memory;
    private final Consumer<List<AdEventRecord>> writer;
    private final ImpressionMeters meters;

    /**
     * @param writer returns when the records are written, throws when they may not be
     */
    ImpressionIntake(
            ImpressionCheck check,
            ImpressionMemory memory,
            Consumer<List<AdEventRecord>> writer,
            ImpressionMeters meters) {
        this.check = check;
        this.memory = memory;
        this.writer = writer;
        this.meters = meters;
    }

    /** An event that was not taken. */
    record Rejected(int index, String reason) {}

    /** What became of a request's events; the three add up to all of them. */
    record Answer(int accepted, int duplicates, List<Rejected> rejected) {}

    /**
     * @throws ProblemException when they could not all be taken, now
     */
    Answer take(List<JsonNode> events, RequestTime time) {
        var batch = new Batch();
        deliver(batch, events, time);
        meters.accepted(batch.served, batch.viewable);
        awaitEarlier(batch.claims);
        meters.duplicates(batch.duplicates);
        return new Answer(batch.accepted, batch.duplicates, batch.rejected);
    }

    private void deliver(Batch batch, List<JsonNode> events, RequestTime time) {
        boolean arrived = false;
        try {
            for (int index = 0; index < events.size(); index++) {
                batch.add(index, check.check(events.get(index), time));
            }
            writer.accept(batch.records);
            arrived = true;
        } finally {
            // Released first: who waits for it and is told to come back finds its way free.
            if (!arrived) {
                memory.release(batch.claims);
            }
            batch.claims.delivery.end(arrived);
        }
    }

    /** Only after the own delivery has ended: so none waits for one that waits for it. */
    private static void awaitEarlier(Claims claims) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Delivery earlier : claims.earlier()) {
                if (!earlier.arrivesWithin(Duration.ofNanos(deadline - System.nanoTime()))) {
                    throw ProblemException.unavailable(
                            "An earlier try of some events did not arrive: send them again, with"
                                    + " the same event ids.",
                            SOON);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The server is stopping.", SOON);
        }
    }

    /** The events of one request, sorted by what is to become of them. */
    private final class Batch {

        final Claims claims = new Claims();
        final List<AdEventRecord> records = new ArrayList<>();
        final List<Rejected> rejected = new ArrayList<>();
        int accepted;
        int duplicates;
        int served;
        int viewable;

        void add(int index, ImpressionCheck.Checked event) {
            switch (event) {
                case ImpressionCheck.Bad(Refusal why, String reason) -> reject(index, why, reason);
                case ImpressionCheck.Good(Sighting sighting) -> {
                    switch (memory.claim(sighting, claims)) {
                        case Fresh fresh -> accept(sighting, fresh);
                        case Repeat _ -> duplicates++;
                        case SomebodyElses _ -> reject(index, Refusal.OTHER_DEVICE, OTHER_DEVICE);
                    }
                }
            }
        }

        private void accept(Sighting sighting, Fresh fresh) {
            accepted++;
            if (fresh.served()) {
                served++;
                records.add(sighting.servedRecord());
            }
            if (fresh.viewable()) {
                viewable++;
                records.add(sighting.viewableRecord());
            }
        }

        private void reject(int index, Refusal why, String reason) {
            meters.rejected(why);
            rejected.add(new Rejected(index, reason));
        }
    }
}
