package dev.clickledger.command.sandbox;

import dev.clickledger.command.fields.Required;
import dev.clickledger.command.once.OncePerKey;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Without a sandbox there is no such path. */
@RestController
@ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "true")
class SandboxController {

    static final String PATH = "/v1/sandbox/clock";

    private final SandboxGate gate;

    SandboxController(SandboxGate gate) {
        this.gate = gate;
    }

    record Move(@Required Instant now) {}

    @ApiCall(
            id = "moveSandboxClock",
            summary = "Moves the sandbox's clock forward",
            status = 204,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping(PATH)
    ResponseEntity<?> move(@Valid @RequestBody Move body, Caller caller, OncePerKey once) {
        return gate.move(
                () ->
                        once.answer(
                                books -> {
                                    books.dispatch(new MoveSandboxClock(body.now()));
                                    return ResponseEntity.noContent().build();
                                }));
    }
}
