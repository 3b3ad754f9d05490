package dev.clickledger.command.impressions;

import dev.clickledger.command.charge.TokenGate;
import dev.clickledger.command.fields.Required;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.http.FieldPaths;
import dev.clickledger.http.JsonErrors;
import dev.clickledger.http.Problem.FieldError;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a sighting of what a client sent, or says what is wrong with it. */
@Component
class ImpressionCheck {

    /** How far a client's clock may be ahead of ours, or behind the lookup's. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final JsonMapper json;
    private final Validator validator;
    private final TokenGate tokens;

    ImpressionCheck(JsonMapper json, Validator validator, TokenGate tokens) {
        this.json = json;
        this.validator = validator;
        this.tokens = tokens;
    }

    /** What intake takes; clicks and orders have calls of their own. */
    enum Type {
        IMPRESSION
    }

    record Event(
            @Required EventId eventId,
            @Required Type type,
            @Required @Size(max = TokenGate.MAX_LENGTH, message = TokenGate.LENGTH_RULE)
                    String adToken,
            @Required DeviceId deviceId,
            @Required SessionId sessionId,
            @Nullable Instant timestamp,
            @Nullable Boolean viewable) {}

    sealed interface Checked {}

    record Good(Sighting sighting) implements Checked {}

    record Bad(Refusal why, String reason) implements Checked {}

    Checked check(JsonNode sent, RequestTime time) {
        try {
            Event event = json.treeToValue(sent, Event.class);
            if (event == null) {
                return new Bad(Refusal.MALFORMED, "must be an object");
            }
            Set<ConstraintViolation<Event>> violations = validator.validate(event);
            if (!violations.isEmpty()) {
                return bad(FieldPaths.errors(violations).getFirst());
            }
            return check(event, tokens.open(event.adToken(), time), time.now());
        } catch (JacksonException wrong) {
            return bad(JsonErrors.explain(wrong));
        } catch (ProblemException refused) {
            return new Bad(Refusal.of(refused.type()), String.valueOf(refused.getMessage()));
        }
    }

    private static Checked check(Event event, ServedAd ad, Instant now) {
        Instant seenAt = event.timestamp() == null ? now : event.timestamp();
        if (seenAt.isBefore(ad.mintedAt().minus(SKEW)) || seenAt.isAfter(now.plus(SKEW))) {
            return new Bad(
                    Refusal.WRONG_TIME,
                    "timestamp must be between the lookup (" + ad.mintedAt() + ") and now");
        }
        return new Good(
                new Sighting(
                        event.eventId(),
                        ad,
                        event.deviceId(),
                        event.sessionId(),
                        seenAt,
                        Boolean.TRUE.equals(event.viewable())));
    }

    private static Bad bad(FieldError error) {
        return new Bad(Refusal.MALFORMED, error.field() + " " + error.message());
    }
}
