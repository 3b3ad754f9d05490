package dev.clickledger.eventstore.sealing;

import java.util.List;

/**
 * What somebody who verifies brings along. Who can write to the store could seal it all anew with a
 * key of his own: that shows only by a key or a root from elsewhere.
 *
 * @param keys the only ones trusted; when there are none, those that the store says
 * @param roots exported before, which the store must still lead to
 */
public record SealTrust(List<SealPublicKey> keys, List<SealedRoot> roots) {

    /** Only that the store agrees with itself. */
    public static final SealTrust NONE = new SealTrust(List.of(), List.of());

    public SealTrust {
        keys = List.copyOf(keys);
        roots = List.copyOf(roots);
    }
}
