package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** The life of an advertiser: registered → approved | rejected → re-applied; suspended. */
public sealed interface AdvertiserEvent extends DomainEvent {

    AdvertiserId advertiserId();

    @EventType(name = "AdvertiserRegistered", number = 1)
    record AdvertiserRegistered(
            AdvertiserId advertiserId,
            String name,
            String businessRegistrationNumber,
            String contractDocumentUrl,
            Instant at)
            implements AdvertiserEvent {}

    @EventType(name = "AdvertiserApproved", number = 2)
    record AdvertiserApproved(AdvertiserId advertiserId, Instant at) implements AdvertiserEvent {}

    @EventType(name = "AdvertiserRejected", number = 3)
    record AdvertiserRejected(AdvertiserId advertiserId, String reason, Instant at)
            implements AdvertiserEvent {}

    @EventType(name = "AdvertiserReapplied", number = 4)
    record AdvertiserReapplied(AdvertiserId advertiserId, Instant at) implements AdvertiserEvent {}

    @EventType(name = "AdvertiserSuspended", number = 5)
    record AdvertiserSuspended(AdvertiserId advertiserId, String reason, Instant at)
            implements AdvertiserEvent {}
}
