package dev.clickledger.query.audit;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.parameters.QueryParameters;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/audit/…}: the stored events, and the chain from a won to its auction. */
@RestController
final class AuditController {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    private final EventReader reader;
    private final ClickTrail trail;
    private final EventCodec codec = new EventCodec();

    AuditController(DataSource dataSource) {
        this.reader = new EventReader(dataSource);
        this.trail = new ClickTrail(dataSource);
    }

    /**
     * @param next what to ask for with {@code after}; stays the same when there is nothing new
     * @param caughtUp whether these were all events there are now
     */
    record Events(List<EventItem> items, String next, boolean caughtUp) {}

    /** In the one order that every reader sees; nothing is ever added before what was read. */
    @ApiCall(
            id = "listEvents",
            summary = "The stored events, in the one order that every reader sees")
    @GetMapping("/v1/audit/events")
    Events events(
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        var query = new QueryParameters();
        Position from = query.read("after", after, AuditController::position);
        int most = query.wholeNumber("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        query.refuseIfWrong();
        Slice slice = reader.read(from == null ? Position.START : from, most);
        return new Events(
                slice.events().stream().map(event -> EventItem.of(event, codec)).toList(),
                slice.upTo().toString(),
                slice.caughtUp());
    }

    @ApiCall(id = "explainClick", summary = "The chain from a charged won to its auction")
    @GetMapping("/v1/audit/clicks/{click_id}")
    ClickChain click(@PathVariable("click_id") String clickId) {
        var path = new QueryParameters();
        ClickId id = path.read("click_id", clickId, ClickId::of);
        path.refuseIfWrong();
        ClickChain chain = id == null ? null : trail.follow(id);
        if (chain == null) {
            throw ProblemException.notFound("click_id", "click", clickId);
        }
        return chain;
    }

    private static Position position(String text) {
        if (!text.matches("[0-9]{1,18}:[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "after must be the next of an earlier answer, transaction:offset");
        }
        return Position.parse(text);
    }
}
