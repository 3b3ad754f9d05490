package dev.clickledger.bench.stream.counts;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of an event, the same for everybody.
 *
 * @param turn whose closing events are views, too; those of other turns are nothing
 */
record AdEventReader(String turn) implements Serializable {

    static final String VIEW = "view";

    /** Begins the type of an event that only closes windows; its turn follows. */
    static final String CLOSING = "closing-";

    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();

    @Nullable AdEvent read(byte[] json) {
        String adId = null;
        String type = null;
        long timeMillis = -1;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "ad_id" -> adId = parser.getString();
                    case "event_type" -> type = parser.getString();
                    case "event_time" -> timeMillis = Long.parseLong(parser.getString());
                    default -> parser.skipChildren();
                }
            }
        }
        if (adId == null || type == null || timeMillis < 0) {
            throw new IllegalArgumentException("not an ad event");
        }
        if (type.startsWith(CLOSING)) {
            return type.equals(CLOSING + turn) ? new AdEvent(adId, true, timeMillis) : null;
        }
        return new AdEvent(adId, type.equals(VIEW), timeMillis);
    }
}
