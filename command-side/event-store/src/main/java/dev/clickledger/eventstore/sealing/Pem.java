package dev.clickledger.eventstore.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys as text files. */
enum Pem {
    PRIVATE_KEY("PRIVATE KEY"),
    PUBLIC_KEY("PUBLIC KEY");

    private static final int LINE = 64;

    private final String begin;
    private final String end;

    Pem(String label) {
        this.begin = "-----BEGIN " + label + "-----";
        this.end = "-----END " + label + "-----";
    }

    String encode(byte[] encoded) {
        String body =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded);
        return begin + "\n" + body + "\n" + end + "\n";
    }

    /**
     * @throws IllegalArgumentException if the text has no such block
     */
    byte[] decode(String text) {
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + begin);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
