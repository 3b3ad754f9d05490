package dev.clickledger.query.audit;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.sealing.NotSealedException;
import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.eventstore.sealing.SealedRoot;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.parameters.QueryParameters;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The files of {@code audit root} and {@code audit export} over HTTP. */
@RestController
final class ProofController {

    private static final Duration SEALED_SOON = Duration.ofSeconds(1);

    private final AuditExport export;

    ProofController(DataSource dataSource) {
        this.export = new AuditExport(dataSource);
    }

    @ApiCall(
            id = "getSealedRoot",
            summary = "The newest seal over the event store, or the last one of a day",
            answer = Map.class)
    @GetMapping(path = "/v1/audit/root", produces = MediaType.APPLICATION_JSON_VALUE)
    String root(@RequestParam(name = "day", required = false) @Nullable String day) {
        var query = new QueryParameters();
        LocalDate of = query.read("day", day, ProofController::day);
        query.refuseIfWrong();
        SealedRoot root = export.root(of);
        if (root == null) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND,
                    of == null
                            ? "Nothing was sealed yet."
                            : "Nothing was sealed on " + of + " in Seoul.");
        }
        return root.toJson();
    }

    @ApiCall(
            id = "getClickProof",
            summary = "A proof of one click that is checked offline",
            answer = Map.class,
            problems = {ProblemType.CONFLICT})
    @GetMapping(
            path = "/v1/audit/clicks/{click_id}/proof",
            produces = MediaType.APPLICATION_JSON_VALUE)
    String proof(@PathVariable("click_id") String clickId) {
        var path = new QueryParameters();
        ClickId id = path.read("click_id", clickId, ClickId::of);
        path.refuseIfWrong();
        try {
            ProofBundle proof = id == null ? null : export.proof(id);
            if (proof == null) {
                throw ProblemException.notFound("click_id", "click", clickId);
            }
            return proof.toJson();
        } catch (NotSealedException notSealed) {
            String why = String.valueOf(notSealed.getMessage());
            throw notSealed.yet()
                    ? ProblemException.unavailable(why, SEALED_SOON)
                    : ProblemException.of(ProblemType.CONFLICT, why);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException("day must be YYYY-MM-DD", notADay);
        }
    }
}
