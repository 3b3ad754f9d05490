package dev.clickledger.command.charge;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import java.time.Duration;
import java.time.Instant;

/** Takes an ad token that is ours and still lives. */
public final class TokenGate {

    public static final int MAX_LENGTH = AdTokens.MAX_LENGTH;
    public static final String LENGTH_RULE = "must be at most 2048 characters";

    /** How far the lookup's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final AdTokens tokens;

    public TokenGate(AdTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @throws ProblemException when it is forged, expired or not minted yet
     */
    public ServedAd open(String token, RequestTime time) {
        ServedAd ad = tokens.verify(token);
        if (ad == null) {
            throw ProblemException.of(
                    ProblemType.FORGED_TOKEN,
                    "ad_token",
                    "must be a token that an ad lookup answered, unchanged");
        }
        if (time.now().isAfter(AdTokens.expiresAt(ad.mintedAt()))) {
            throw ProblemException.of(
                    ProblemType.EXPIRED_TOKEN,
                    "ad_token",
                    "must be used within 1 hour: it expired at "
                            + AdTokens.expiresAt(ad.mintedAt()));
        }
        if (ad.mintedAt().isAfter(latest(time.now()))) {
            throw ProblemException.invalid(
                    "ad_token", "must not be from the future: it was made at " + ad.mintedAt());
        }
        return ad;
    }

    private static Instant latest(Instant now) {
        return now.plus(SKEW);
    }
}
