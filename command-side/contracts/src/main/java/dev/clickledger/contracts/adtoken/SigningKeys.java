package dev.clickledger.contracts.adtoken;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HMAC keys that tokens are signed with, by key id. The last one signs, all verify: a new key
 * is appended, and the old one removed once the last token signed with it has expired.
 */
public final class SigningKeys {

    public static final int KEY_BYTES = 32;

    private final Map<Integer, byte[]> keys;
    private final int newest;

    private SigningKeys(Map<Integer, byte[]> keys, int newest) {
        this.keys = keys;
        this.newest = newest;
    }

    /**
     * @param lines of a key file: {@code <key id, 0 to 255> <base64 of 32 bytes>}; blank lines and
     *     those starting with # are passed over
     */
    public static SigningKeys parse(List<String> lines) {
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        int newest = -1;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("\\s+", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("a signing key line is '<key id> <base64>'");
            }
            int id = Integer.parseInt(parts[0]);
            byte[] key = Base64.getDecoder().decode(parts[1]);
            if (id < 0 || id > 255 || key.length != KEY_BYTES || keys.put(id, key) != null) {
                throw new IllegalArgumentException(
                        "a signing key has an id of its own from 0 to 255 and 32 bytes");
            }
            newest = id;
        }
        if (newest < 0) {
            throw new IllegalArgumentException("no signing key");
        }
        return new SigningKeys(keys, newest);
    }

    /** A key file's line for a new key. */
    public static String line(int id, byte[] key) {
        return id + " " + Base64.getEncoder().encodeToString(key);
    }

    int newest() {
        return newest;
    }

    /** Of all keys. */
    Set<Integer> ids() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    byte @Nullable [] key(int id) {
        byte[] key = keys.get(id);
        return key == null ? null : key.clone();
    }
}
