package dev.clickledger.stream.intake;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The event type beside the payload, so that a reader can leave a record unparsed. */
public final class EventTypeHeader {

    public static final String NAME = "event_type";

    private EventTypeHeader() {}

    /** Null when the writer gave none. */
    static @Nullable String in(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
