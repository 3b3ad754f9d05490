package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An advertiser, from its events. */
final class AdvertiserReplay extends Replay {

    private @Nullable AdvertiserRegistered registered;
    private String status = "PENDING";
    private @Nullable String reason;
    private Instant updatedAt = Instant.EPOCH;
    private long offset;

    AdvertiserReplay(ExpectedTables tables, ExpectedLive live) {
        super(tables, live);
    }

    @Override
    void apply(StoredEvent stored, long eventOffset) {
        AdvertiserEvent event = (AdvertiserEvent) stored.event();
        offset = eventOffset;
        updatedAt = event.at();
        reason = null;
        switch (event) {
            case AdvertiserRegistered e -> registered = e;
            case AdvertiserApproved ignored -> status = "APPROVED";
            case AdvertiserRejected e -> {
                status = "REJECTED";
                reason = e.reason();
            }
            case AdvertiserReapplied ignored -> status = "PENDING";
            case AdvertiserSuspended e -> {
                status = "SUSPENDED";
                reason = e.reason();
            }
        }
    }

    @Override
    void tell(ExpectedTables expected) {
        if (registered != null) {
            expected.advertiser(
                    new ExpectedTables.Advertiser(
                            registered.advertiserId(),
                            registered.name(),
                            registered.businessRegistrationNumber(),
                            registered.contractDocumentUrl(),
                            status,
                            reason,
                            registered.at(),
                            updatedAt,
                            offset));
        }
    }

    @Override
    void tell(ExpectedLive expected) {
        // Redis knows advertisers by their balances and ads alone.
    }
}
