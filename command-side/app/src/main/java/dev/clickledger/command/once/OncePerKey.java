package dev.clickledger.command.once;

import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.IdempotencyKeys;
import dev.clickledger.eventstore.KeptAnswer;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a controller that writes decides and answers: as an argument, it knows the request's key.
 * With a key, the answer is stored as the last write of the deciding transaction, so a crash keeps
 * both or neither. What is refused stores nothing, and may be tried again with the same key.
 */
public final class OncePerKey {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final BoundedDecisions decisions;
    private final IdempotencyKeys keys;
    private final JsonMapper json;
    private final @Nullable Key key;

    /**
     * @param value as the caller wrote it, unique for its tenant
     * @param request fingerprint; asked for after the body was read
     */
    record Key(String tenant, String value, Supplier<byte[]> request) {}

    OncePerKey(
            BoundedDecisions decisions, IdempotencyKeys keys, JsonMapper json, @Nullable Key key) {
        this.decisions = decisions;
        this.keys = keys;
        this.json = json;
        this.key = key;
    }

    /**
     * @param decision decides, and says what to answer; its headers are not repeated
     * @throws ProblemException when the key belongs to another request, or to one that still runs
     */
    public <T> ResponseEntity<?> answer(Ledger.Decision<ResponseEntity<T>> decision) {
        Key given = key;
        if (given == null) {
            return decisions.decide(decision);
        }
        // Here and now: when the decision takes long, the request may be gone before it ends.
        byte[] request = given.request().get();
        return decisions.decide(books -> once(given, request, books, decision));
    }

    private <T> ResponseEntity<byte[]> once(
            Key given,
            byte[] request,
            Ledger.Books books,
            Ledger.Decision<ResponseEntity<T>> decision)
            throws SQLException {
        Connection connection = books.connection();
        if (!keys.tryLock(connection, given.tenant(), given.value())) {
            throw ProblemException.later(
                    ProblemType.KEY_IN_USE,
                    "A request with this " + IDEMPOTENCY_KEY + " is still being decided.",
                    SOON);
        }
        KeptAnswer kept = keys.find(connection, given.tenant(), given.value());
        if (kept != null) {
            return replayed(kept, request);
        }
        ResponseEntity<T> answer = decision.decide(books);
        T body = answer.getBody();
        byte[] sent = body == null ? null : json.writeValueAsBytes(body);
        var toKeep = new KeptAnswer(request, answer.getStatusCode().value(), sent);
        // All events, policies' too, were written in the phase before; the commit itself comes
        // next.
        CurrentUnitOfWork.get().root().onCommit(ignored -> keep(connection, given, toKeep));
        return response(toKeep).body(sent);
    }

    private void keep(Connection connection, Key given, KeptAnswer answer) {
        try {
            keys.insert(connection, given.tenant(), given.value(), answer);
        } catch (SQLException failed) {
            throw new EventStoreException("keeping the answer to a key", failed);
        }
    }

    private static ResponseEntity<byte[]> replayed(KeptAnswer kept, byte[] request) {
        if (!MessageDigest.isEqual(kept.request(), request)) {
            throw ProblemException.of(
                    ProblemType.KEY_REUSED,
                    IDEMPOTENCY_KEY,
                    "was used for a request with another path or body: give each request a key of"
                            + " its own");
        }
        return response(kept).header(REPLAYED, "true").body(kept.body());
    }

    private static ResponseEntity.BodyBuilder response(KeptAnswer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        return answer.body() == null ? response : response.contentType(MediaType.APPLICATION_JSON);
    }
}
