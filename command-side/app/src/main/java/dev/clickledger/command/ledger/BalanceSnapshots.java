package dev.clickledger.command.ledger;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.eventstore.SnapshotForm;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Balances alone have snapshots: theirs is the only history that grows with every click. What
 * advertisers, campaigns and orders go through is short.
 */
final class BalanceSnapshots implements SnapshotForm<Balance, BalanceSnapshot> {

    /** A cold balance replays at most about as many: some milliseconds. */
    static final int EVERY_EVENTS = 5_000;

    private static final String PREFIX = "balance/";

    private final Function<String, @Nullable Committed<BalanceSnapshot>> now;

    BalanceSnapshots(Function<String, @Nullable Committed<BalanceSnapshot>> now) {
        this.now = now;
    }

    static BalanceSnapshot of(String aggregateId, Balance balance) {
        return balance.toSnapshot(new AdvertiserId(aggregateId.substring(PREFIX.length())));
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    @Override
    public Class<BalanceSnapshot> state() {
        return BalanceSnapshot.class;
    }

    @Override
    public short revision() {
        return BalanceSnapshot.REVISION;
    }

    @Override
    public @Nullable Committed<BalanceSnapshot> now(String aggregateId) {
        return now.apply(aggregateId);
    }

    @Override
    public Balance fromState(BalanceSnapshot state) {
        return new Balance(state);
    }
}
