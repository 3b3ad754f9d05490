package dev.clickledger.projections.publishing;

import dev.clickledger.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of records that share one stored event: the same whenever they are derived. */
final class DerivedId {

    private DerivedId() {}

    /**
     * @param parts what tells the record from the event's other ones; none holds the separator
     */
    static String of(StoredEvent event, String... parts) {
        String name = event.eventId() + "|" + String.join("|", parts);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
