package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One product of one campaign: derived from both, so it is the same whoever computes it and
 * whenever.
 */
public record AdId(@JsonValue String value) implements Comparable<AdId> {

    private static final int DIGEST_BYTES_KEPT = 10;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdId {
        IdFormat.check("ad_id", value);
    }

    public static AdId of(CampaignId campaign, ProductId product) {
        try {
            // Neither id can hold the separator, so no two pairs give the same text.
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (campaign.value() + "|" + product.value())
                                            .getBytes(StandardCharsets.UTF_8));
            return new AdId("ad_" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES_KEPT));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public int compareTo(AdId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
