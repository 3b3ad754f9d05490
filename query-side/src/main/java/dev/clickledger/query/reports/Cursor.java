package dev.clickledger.query.reports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on: after the row with this number (a position, or a time in milliseconds) and
 * id. Opaque to callers, and bound to its list.
 */
public record Cursor(String list, long number, String id) {

    private static final int MAX_LENGTH = 256;
    private static final Pattern PATTERN =
            Pattern.compile("([a-z]{1,20})\\|(-?[0-9]{1,18})\\|([A-Za-z0-9._:-]{0,64})");

    String toText() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + "|" + number + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalArgumentException if it is not a cursor of that list
     */
    static Cursor parse(String list, String text) {
        try {
            if (text.length() <= MAX_LENGTH) {
                String decoded =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                                .toString();
                Matcher parts = PATTERN.matcher(decoded);
                if (parts.matches() && parts.group(1).equals(list)) {
                    return new Cursor(list, Long.parseLong(parts.group(2)), parts.group(3));
                }
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            // Answered below.
        }
        throw new IllegalArgumentException(
                "cursor must be the next_cursor of a page of this list, unchanged");
    }
}
