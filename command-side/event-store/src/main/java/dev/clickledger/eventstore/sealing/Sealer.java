package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Horizon;
import dev.clickledger.eventstore.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one seal after the other. Idempotent by the seal's number: what comes next follows from the
 * newest seal in the store alone, a seal and its leaves are one statement, and of two sealers that
 * go on from the same seal one fails on the number and has done nothing. Not thread-safe.
 */
final class Sealer {

    private final SealingKey key;
    private final int mostEvents;
    private final InstantSource clock;
    private final Horizon horizon = new Horizon();
    private @Nullable Seal newest;
    private @Nullable SealPublicKey keyOfNewest;

    private Sealer(
            SealingKey key,
            int mostEvents,
            InstantSource clock,
            @Nullable Seal newest,
            @Nullable SealPublicKey keyOfNewest) {
        this.key = key;
        this.mostEvents = mostEvents;
        this.clock = clock;
        this.newest = newest;
        this.keyOfNewest = keyOfNewest;
    }

    /**
     * A sealer that goes on from what is stored. After a failure, make another one.
     *
     * @param mostEvents in one seal
     */
    static Sealer resume(Connection connection, SealingKey key, int mostEvents, InstantSource clock)
            throws SQLException {
        SealTable.addKey(connection, key.publicKey(), clock.instant());
        Seal newest = SealTable.newest(connection);
        return new Sealer(
                key,
                mostEvents,
                clock,
                newest,
                newest == null ? null : SealTable.keys(connection).get(newest.keyId()));
    }

    /**
     * Seals what can be sealed, as far as it fits one seal.
     *
     * @param connection in auto-commit: nobody waits for a transaction while we read and hash
     * @return none when there was nothing
     */
    @Nullable Seal sealNext(Connection connection) throws SQLException {
        Position after = newest == null ? Position.START : newest.last();
        SealedBatch batch =
                UnsealedEvents.read(
                        connection, after, horizon.settledBelow(connection), mostEvents);
        if (batch == null) {
            return null;
        }
        Seal seal = next(newest, batch);
        SealTable.insert(connection, seal, batch);
        newest = seal;
        keyOfNewest = key.publicKey();
        return seal;
    }

    /** The newest seal; none before the first. */
    @Nullable Seal newest() {
        return newest;
    }

    /** The newest seal as it can be kept elsewhere. */
    @Nullable SealedRoot newestRoot() {
        return newest == null || keyOfNewest == null ? null : SealedRoot.of(newest, keyOfNewest);
    }

    private Seal next(@Nullable Seal before, SealedBatch batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (before == null) {
            return Seal.signed(1, batch, batch.events(), now, Hash.NONE, key);
        }
        return Seal.signed(
                before.number() + 1,
                batch,
                before.totalEvents() + batch.events(),
                now.isBefore(before.sealedAt()) ? before.sealedAt() : now,
                before.chain(),
                key);
    }
}
