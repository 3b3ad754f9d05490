package dev.clickledger.query.audit;

import dev.clickledger.eventstore.sealing.SealFindings;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.eventstore.sealing.SealVerification;
import dev.clickledger.eventstore.sealing.SealedHistory;
import dev.clickledger.eventstore.sealing.SealingState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** The seals, as a part of an audit. */
final class SealCheck {

    /** Longer than a sealer that keeps up can leave events behind, restarts included. */
    private static final Duration SEALED_WITHIN = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final SealTrust trust;
    private final Findings findings;
    private final AuditCounts counts;
    private final List<String> notCompared;

    SealCheck(
            DataSource dataSource,
            SealTrust trust,
            Findings findings,
            AuditCounts counts,
            List<String> notCompared) {
        this.dataSource = dataSource;
        this.trust = trust;
        this.findings = findings;
        this.counts = counts;
        this.notCompared = notCompared;
    }

    /**
     * @param snapshot in its transaction
     */
    void run(Connection snapshot, long events, AuditProgress progress) throws SQLException {
        SealedHistory history =
                SealVerification.run(
                        snapshot,
                        trust,
                        new SealFindings() {
                            @Override
                            public void wrong(
                                    String what, String where, String expected, String found) {
                                findings.add(what, where, expected, found);
                            }

                            @Override
                            public void moreWrong(long count) {
                                findings.addUnnamed(count);
                            }

                            @Override
                            public void progress(long done) {
                                progress.at("checking seals", done, events);
                            }
                        });
        progress.at("checking seals", events, events);
        counts.add("seals", history.seals());
        counts.add("events sealed", history.events());
        history.sealsByKey()
                .forEach((key, seals) -> counts.add("seals signed with key " + key, seals));
        if (history.seals() == 0
                && trust.roots().isEmpty()
                && !SealingState.everSealed(dataSource)) {
            notCompared.add("seals: there are none, nothing ever sealed here");
            return;
        }
        if (trust.keys().isEmpty()) {
            notCompared.add("the keys of the seals: with one of yours (--public-key FILE)");
        }
        if (trust.roots().isEmpty()) {
            notCompared.add("the end of the store: with a root exported before (--root FILE)");
        }
        checkUnsealed(history);
    }

    /** The newest events may be waiting for their seal, but not for long. */
    private void checkUnsealed(SealedHistory history) throws SQLException {
        if (history.unsealed() == 0 || history.unsealedThrough() == null) {
            return;
        }
        String events =
                "the last " + history.unsealed() + " events, up to " + history.unsealedThrough();
        Duration waited = history.unsealedFor();
        switch (SealingState.await(dataSource, history.unsealedThrough(), SEALED_WITHIN)) {
            case SEALED -> notCompared.add("seals of " + events + ": sealed while we looked");
            case NOBODY_SEALS -> {
                if (history.seals() == 0) {
                    notSealed(events, "no seal at all, though a key that seals is known");
                } else if (waited != null && waited.compareTo(SEALED_WITHIN) > 0) {
                    notSealed(events, waited.toSeconds() + " s from the first to the last");
                } else {
                    notCompared.add(
                            "seals of " + events + ": not sealed yet, and nothing seals just now");
                }
            }
            case BEHIND -> notSealed(events, "not sealed while a sealer runs");
        }
    }

    private void notSealed(String events, String found) {
        findings.add(
                "events that were not sealed in time",
                events,
                "sealed within " + SEALED_WITHIN.toSeconds() + " s",
                found);
    }
}
