package dev.clickledger.bench.http;

import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.TokenGate;
import dev.clickledger.command.fields.Required;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.http.RequestTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a click costs on this server before anything is charged: the same body is read and
 * validated, the same token verified, the same answer written. Only a benchmark adds it to a
 * command side.
 */
@RestController
final class BarePost {

    static final String PATH = "/bench/bare-clicks";

    private final TokenGate tokens;

    BarePost(TokenGate tokens) {
        this.tokens = tokens;
    }

    record Click(
            @Required @Size(max = TokenGate.MAX_LENGTH, message = TokenGate.LENGTH_RULE)
                    String adToken,
            @Required DeviceId deviceId,
            @Required SessionId sessionId,
            @Size(max = 1_024, message = "must be at most 1024 characters")
                    @Nullable String userAgent) {}

    @PostMapping(PATH)
    ClickAnswer.Decided answer(@Valid @RequestBody Click body, RequestTime time) {
        ServedAd ad = tokens.open(body.adToken(), time);
        return new ClickAnswer.Decided(
                ad.clickId(), ClickAnswer.Outcome.CHARGED, ad.price(), null, false);
    }
}
