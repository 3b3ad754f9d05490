package dev.clickledger.eventstore.sealing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 (section 2.1) over leaf hashes that lie in a row: neighbours are
 * hashed in pairs, and one without a neighbour goes up as it is. That gives the RFC's tree, which
 * splits at the largest power of two.
 */
final class MerkleTree {

    private MerkleTree() {}

    /**
     * @param leaves of 32 bytes each; not changed
     */
    static Hash root(byte[] leaves, int count) {
        if (count == 0) {
            return Hash.of(Sha256.digest().digest());
        }
        MessageDigest digest = Sha256.digest();
        byte[] level = leaves.clone();
        for (int size = count; size > 1; size = (size + 1) / 2) {
            raise(level, size, digest);
        }
        return Hash.at(level, 0);
    }

    /** The siblings on the way from a leaf to the root, lowest first. */
    static List<Hash> path(byte[] leaves, int count, int index) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("no leaf " + index + " of " + count);
        }
        List<Hash> path = new ArrayList<>();
        MessageDigest digest = Sha256.digest();
        byte[] level = leaves.clone();
        int at = index;
        for (int size = count; size > 1; size = (size + 1) / 2) {
            int sibling = at ^ 1;
            if (sibling < size) {
                path.add(Hash.at(level, sibling));
            }
            raise(level, size, digest);
            at /= 2;
        }
        return List.copyOf(path);
    }

    /**
     * The root that follows from one leaf and its path.
     *
     * @throws IllegalArgumentException if a path to this leaf has another length
     */
    static Hash rootOf(Hash leaf, int index, int count, List<Hash> path) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("no leaf " + index + " of " + count);
        }
        MessageDigest digest = Sha256.digest();
        Hash hash = leaf;
        int used = 0;
        int at = index;
        for (int size = count; size > 1; size = (size + 1) / 2) {
            int sibling = at ^ 1;
            if (sibling < size) {
                if (used == path.size()) {
                    throw new IllegalArgumentException("the path is too short");
                }
                Hash beside = path.get(used++);
                hash = sibling < at ? node(beside, hash, digest) : node(hash, beside, digest);
            }
            at /= 2;
        }
        if (used != path.size()) {
            throw new IllegalArgumentException("the path is too long");
        }
        return hash;
    }

    private static Hash node(Hash left, Hash right, MessageDigest digest) {
        digest.update(Sha256.NODE);
        digest.update(left.bytes());
        digest.update(right.bytes());
        return Hash.of(digest.digest());
    }

    /** One level up, in place. */
    private static void raise(byte[] level, int size, MessageDigest digest) {
        try {
            int to = 0;
            for (int from = 0; from < size; from += 2) {
                if (from + 1 < size) {
                    digest.update(Sha256.NODE);
                    digest.update(level, from * Hash.BYTES, 2 * Hash.BYTES);
                    digest.digest(level, to * Hash.BYTES, Hash.BYTES);
                } else {
                    System.arraycopy(level, from * Hash.BYTES, level, to * Hash.BYTES, Hash.BYTES);
                }
                to++;
            }
        } catch (DigestException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
