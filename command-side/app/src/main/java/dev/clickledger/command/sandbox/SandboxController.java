package dev.clickledger.command.sandbox;

import dev.clickledger.command.fields.Required;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.http.Caller;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Without a sandbox there is no such path. */
@RestController
@ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "true")
class SandboxController {

    static final String PATH = "/v1/sandbox/clock";

    private final Ledger ledger;
    private final SandboxGate gate;

    SandboxController(Ledger ledger, SandboxGate gate) {
        this.ledger = ledger;
        this.gate = gate;
    }

    record Move(@Required Instant now) {}

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@Valid @RequestBody Move body, Caller caller) {
        gate.move(body.now(), () -> ledger.send(new MoveSandboxClock(body.now())));
    }
}
