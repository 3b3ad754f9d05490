package dev.clickledger.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Times as callers write them: ISO-8601 text with a zone, to the millisecond. A number is not a
 * time (of which unit, since when?), and neither is a year that no database column holds.
 */
final class Times {

    static final String RULE = "a UTC time from 2000 to 2099, such as 2017-11-07T09:30:38Z";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Times() {}

    /**
     * @throws IllegalArgumentException when it is none
     */
    static Instant parse(String text) {
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // Refused below, as a time out of range is.
        }
        throw new IllegalArgumentException("time must be " + RULE);
    }

    /** For JSON. */
    static final class Deserializer extends StdDeserializer<Instant> {

        Deserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context)
                throws JacksonException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return parse(parser.getString());
            } catch (IllegalArgumentException notATime) {
                return (Instant)
                        context.handleWeirdStringValue(
                                Instant.class, parser.getString(), "%s", notATime.getMessage());
            }
        }
    }
}
