package dev.clickledger.eventstore.sealing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is hashed begins with a byte that says what it is, so that no hash can pass for another. */
final class Sha256 {

    static final byte LEAF = 0;
    static final byte NODE = 1;
    static final byte CHAIN = 2;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
