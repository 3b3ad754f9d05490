package dev.clickledger.bench.http;

import dev.clickledger.bench.clicks.Market;
import dev.clickledger.contracts.adtoken.AdTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Requests with fresh tokens, ready to be sent. */
final class ClickRequests {

    private final Market market;
    private final AdTokens tokens;
    private final Random random;

    ClickRequests(Market market, AdTokens tokens, Random random) {
        this.market = market;
        this.tokens = tokens;
        this.random = random;
    }

    byte[][] to(String path, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var requests = new byte[count][];
        for (int i = 0; i < count; i++) {
            String token =
                    tokens.sign(market.serve(random.nextInt(market.advertisers()), now, random));
            requests[i] =
                    KeepAliveConnection.post(
                            path,
                            "{\"ad_token\":\"%s\",\"device_id\":\"device-%016x\",\"session_id\":\"session-%016x\"}"
                                    .formatted(token, random.nextLong(), random.nextLong()));
        }
        return requests;
    }
}
