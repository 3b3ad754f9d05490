package dev.clickledger.local.demo.replay;

import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.api.Lookup;
import dev.clickledger.local.demo.input.ShopperAction.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The ads that were seen, sent in batches beside what the shoppers do. */
final class Impressions {

    static final int BATCH = 100;

    private final CommandApi api;
    private final Tally tally;
    private final ExecutorService threads;
    private final Instant sentAt;
    private final List<Future<?>> underWay = new ArrayList<>();
    private List<CommandApi.Impression> batch = new ArrayList<>();

    /**
     * @param sentAt not before anything that is seen
     */
    Impressions(CommandApi api, Tally tally, ExecutorService threads, Instant sentAt) {
        this.api = api;
        this.tally = tally;
        this.threads = threads;
        this.sentAt = sentAt;
    }

    synchronized void seen(View view, Lookup lookup) {
        for (Lookup.Ad ad : lookup.ads()) {
            batch.add(
                    new CommandApi.Impression(
                            "seen-" + ad.clickId(),
                            "IMPRESSION",
                            ad.adToken(),
                            view.device(),
                            view.session(),
                            view.at()));
        }
        if (batch.size() >= BATCH) {
            send();
        }
    }

    /**
     * Sends the rest.
     *
     * @return all that is still under way
     */
    synchronized List<Future<?>> finish() {
        if (!batch.isEmpty()) {
            send();
        }
        return List.copyOf(underWay);
    }

    private void send() {
        List<CommandApi.Impression> full = batch;
        batch = new ArrayList<>();
        underWay.add(
                threads.submit(
                        () -> {
                            CommandApi.Intake intake = api.impressions(full, sentAt);
                            if (!intake.rejected().isEmpty()) {
                                throw new IllegalStateException(
                                        "impressions were rejected: " + intake.rejected());
                            }
                            // Each is reported once: a duplicate is one whose answer got lost.
                            tally.add(
                                    Tally.Count.IMPRESSIONS,
                                    intake.accepted() + intake.duplicates());
                        }));
    }
}
