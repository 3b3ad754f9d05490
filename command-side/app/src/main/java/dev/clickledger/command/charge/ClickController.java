package dev.clickledger.command.charge;

import dev.clickledger.command.fields.Required;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClickController {

    private final TokenGate tokens;
    private final ClickCharger charger;
    private final UserAgents userAgents;
    private final Timer latency;

    ClickController(
            TokenGate tokens, ClickCharger charger, UserAgents userAgents, MeterRegistry meters) {
        this.tokens = tokens;
        this.charger = charger;
        this.userAgents = userAgents;
        this.latency =
                Timer.builder("clickledger.charge.latency")
                        .description("From a click's arrival to its stored outcome")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    record Click(
            @Required @Size(max = TokenGate.MAX_LENGTH, message = TokenGate.LENGTH_RULE)
                    String adToken,
            @Required DeviceId deviceId,
            @Required SessionId sessionId,
            @Size(max = 1_024, message = "must be at most 1024 characters")
                    @Nullable String userAgent) {}

    @ApiCall(
            id = "sendClick",
            summary = "Decides a click, once: later calls get the first outcome",
            problems = {
                ProblemType.FORGED_TOKEN,
                ProblemType.EXPIRED_TOKEN,
                ProblemType.OTHER_DEVICE
            })
    @PostMapping("/v1/clicks")
    ClickAnswer.Decided charge(@Valid @RequestBody Click body, RequestTime time)
            throws InterruptedException {
        var sample = Timer.start();
        ServedAd ad = tokens.open(body.adToken(), time);
        ClickAnswer answer =
                charger.charge(
                        new ClickAttempt(
                                ad,
                                body.deviceId(),
                                body.sessionId(),
                                time,
                                userAgents.isInvalidTraffic(body.userAgent())));
        sample.stop(latency);
        return switch (answer) {
            case ClickAnswer.Decided decided -> decided;
            case ClickAnswer.SomebodyElses elses ->
                    throw ProblemException.of(
                            ProblemType.OTHER_DEVICE,
                            "ad_token",
                            "must be clicked by one device in one session: another one clicked it"
                                    + " before");
        };
    }
}
