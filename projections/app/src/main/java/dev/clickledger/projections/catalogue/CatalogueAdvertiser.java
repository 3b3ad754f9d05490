package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.readmodel.tables.AdvertiserStatus;
import dev.clickledger.readmodel.tables.AdvertiserView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An advertiser as it stands: folded by the catalogue alone. */
final class CatalogueAdvertiser {

    private final AdvertiserRegistered registration;
    private AdvertiserStatus status = AdvertiserStatus.PENDING;
    private @Nullable String reason;
    private Instant updatedAt;
    private long position;

    CatalogueAdvertiser(AdvertiserRegistered registration, long position) {
        this.registration = registration;
        this.updatedAt = registration.at();
        this.position = position;
    }

    void apply(AdvertiserEvent event, long eventPosition) {
        switch (event) {
            case AdvertiserRegistered ignored -> {}
            case AdvertiserApproved ignored -> become(AdvertiserStatus.APPROVED, null);
            case AdvertiserRejected e -> become(AdvertiserStatus.REJECTED, e.reason());
            case AdvertiserReapplied ignored -> become(AdvertiserStatus.PENDING, null);
            case AdvertiserSuspended e -> become(AdvertiserStatus.SUSPENDED, e.reason());
        }
        updatedAt = event.at();
        position = eventPosition;
    }

    AdvertiserView view(AdvertiserSpending spending) {
        return new AdvertiserView(
                registration.advertiserId().value(),
                registration.name(),
                registration.businessRegistrationNumber(),
                registration.contractDocumentUrl(),
                status,
                spending,
                reason,
                registration.at(),
                updatedAt,
                position);
    }

    private void become(AdvertiserStatus newStatus, @Nullable String why) {
        status = newStatus;
        reason = why;
    }
}
