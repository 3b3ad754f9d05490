package dev.clickledger.command.impressions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Two ids in 16 bytes: enough to tell pairs apart, and a fraction of their text to remember. */
record Fingerprint(long high, long low) {

    static Fingerprint of(String one, String other) {
        // Ids hold no line ends.
        byte[] text = (one + '\n' + other).getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(text));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
