package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks seals one after the other: each by itself, and that it goes on where the last one ended.
 */
final class SealChain {

    private final Map<String, SealPublicKey> keys;
    private final List<SealedRoot> roots;
    private final SealFindings findings;
    private final Map<String, Long> sealsByKey = new LinkedHashMap<>();
    private @Nullable Seal newest;
    private long seals;

    SealChain(Map<String, SealPublicKey> keys, List<SealedRoot> roots, SealFindings findings) {
        this.keys = keys;
        this.roots = roots;
        this.findings = findings;
    }

    /**
     * @return whether it is the one after the one before
     */
    boolean add(Seal seal) {
        seals++;
        sealsByKey.merge(seal.keyId(), 1L, Long::sum);
        checkHeader(seal);
        long number = newest == null ? 1 : newest.number() + 1;
        boolean followsOn = seal.number() == number;
        if (followsOn) {
            checkLink(seal);
        } else {
            findings.wrong(
                    "missing seals",
                    "seal " + seal.number(),
                    "seal " + number,
                    "no seals " + number + " to " + (seal.number() - 1));
        }
        for (SealedRoot root : roots) {
            if (root.seal().number() == seal.number()) {
                checkRoot(root, seal);
            }
        }
        newest = seal;
        return followsOn;
    }

    /** There are no more seals. */
    void end() {
        long last = newest == null ? 0 : newest.number();
        for (SealedRoot root : roots) {
            Seal exported = root.seal();
            if (exported.number() > last) {
                findings.wrong(
                        "the store was cut short: it ends before an exported root",
                        "seal " + exported.number(),
                        "seal "
                                + exported.number()
                                + " of "
                                + exported.sealedAt()
                                + " with "
                                + exported.totalEvents()
                                + " events so far, up to "
                                + exported.last(),
                        newest == null
                                ? "no seal"
                                : "nothing after seal "
                                        + last
                                        + " with "
                                        + newest.totalEvents()
                                        + " events so far, up to "
                                        + newest.last());
            }
        }
    }

    private void checkHeader(Seal seal) {
        SealPublicKey key = keys.get(seal.keyId());
        if (!seal.computedChain().equals(seal.chain())) {
            findings.wrong(
                    "a seal that was changed after it was signed",
                    "seal " + seal.number(),
                    "chain hash " + seal.computedChain() + " over what it says",
                    "chain hash " + seal.chain());
        } else if (key == null) {
            findings.wrong(
                    "a seal signed with a key that is not trusted",
                    "seal " + seal.number(),
                    "key " + String.join(" or ", keys.keySet()),
                    "key " + seal.keyId());
        } else if (!key.signed(seal.chain(), seal.signature())) {
            findings.wrong(
                    "a seal whose signature is not its key's",
                    "seal " + seal.number(),
                    "a signature by key " + seal.keyId(),
                    "another");
        }
    }

    private void checkLink(Seal seal) {
        Hash previous = newest == null ? Hash.NONE : newest.chain();
        long total = (newest == null ? 0 : newest.totalEvents()) + seal.events();
        if (!seal.previous().equals(previous)) {
            findings.wrong(
                    "a seal that does not hang on the one before it",
                    "seal " + seal.number(),
                    "previous " + previous,
                    "previous " + seal.previous());
        }
        if (seal.totalEvents() != total
                || seal.first().compareTo(lastPosition()) <= 0
                || seal.last().compareTo(seal.first()) < 0
                || (newest != null && seal.sealedAt().isBefore(newest.sealedAt()))) {
            findings.wrong(
                    "a seal that does not go on where the one before it ended",
                    "seal " + seal.number(),
                    total + " events so far, from a position after " + lastPosition(),
                    seal.totalEvents()
                            + " events so far, from "
                            + seal.first()
                            + " to "
                            + seal.last()
                            + " at "
                            + seal.sealedAt());
        }
    }

    private void checkRoot(SealedRoot root, Seal seal) {
        Seal exported = root.seal();
        if (!exported.chain().equals(seal.chain())) {
            findings.wrong(
                    "a history that is not the one of an exported root",
                    "seal " + seal.number(),
                    "chain hash " + exported.chain() + ", signed with key " + exported.keyId(),
                    "chain hash " + seal.chain() + ", signed with key " + seal.keyId());
        }
        if (!keys.containsKey(exported.keyId())) {
            findings.wrong(
                    "an exported root signed with a key that is not trusted",
                    "root of seal " + exported.number(),
                    "key " + String.join(" or ", keys.keySet()),
                    "key " + exported.keyId());
        }
    }

    /** Of the last seal. */
    Position lastPosition() {
        return newest == null ? Position.START : newest.last();
    }

    long seals() {
        return seals;
    }

    Map<String, Long> sealsByKey() {
        return sealsByKey;
    }
}
