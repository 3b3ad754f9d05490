package dev.clickledger.contracts.topics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of conversions, derived so that a repeat has them again and every reader finds the same. A
 * conversion is {@code cnv-<32 hex digits>} of its order and product. What happens to it, an event
 * of {@code ad-events}, has that id and a suffix: {@code -new}, {@code -retraction}, {@code
 * -restatement-<8 hex digits>} of the message that restated it. An order that no click led to has
 * the same id with {@code -unmatched}. At most 64 characters.
 */
public final class ConversionIds {

    private static final String PREFIX = "cnv-";
    private static final int LENGTH = PREFIX.length() + 32;

    private ConversionIds() {}

    public static String conversion(String orderId, String productId) {
        return PREFIX + digest(orderId + '\n' + productId, 16);
    }

    /** Which conversion something happened to, by the id of that event. */
    public static String conversionOf(String eventId) {
        return eventId.length() <= LENGTH ? eventId : eventId.substring(0, LENGTH);
    }

    public static String created(String conversionId) {
        return conversionId + "-new";
    }

    public static String restated(String conversionId, String byEventId) {
        return conversionId + "-restatement-" + digest(byEventId, 4);
    }

    public static String retracted(String conversionId) {
        return conversionId + "-retraction";
    }

    public static String unmatched(String conversionId) {
        return conversionId + "-unmatched";
    }

    private static String digest(String text, int bytes) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
