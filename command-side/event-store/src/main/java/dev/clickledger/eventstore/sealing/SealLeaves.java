package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events of one seal with it. When their own root is the seal's, they are what was
 * sealed, whatever the stored leaves say; otherwise the stored leaves name which are not, unless
 * somebody changed those, too.
 */
final class SealLeaves {

    private static final int MOST_NAMED = 1_000;

    private record Difference(String what, Position where, String expected, String found) {}

    private final Seal seal;
    private final SealFindings findings;

    /** Empty when the stored leaves are of no use. */
    private final List<Position> storedPositions;

    private final byte[] storedHashes;
    private final boolean storedUsable;

    private final List<Difference> differences = new ArrayList<>();
    private long moreDifferences;
    private int nextStored;
    private byte[] hashes;
    private int count;

    SealLeaves(
            Seal seal,
            byte @Nullable [] positions,
            byte @Nullable [] hashes,
            SealFindings findings) {
        this.seal = seal;
        this.findings = findings;
        this.storedPositions = positions(positions);
        this.storedHashes = hashes == null ? new byte[0] : hashes;
        this.storedUsable = usable();
        this.hashes = new byte[Math.min(seal.events(), 8_192) * Hash.BYTES];
    }

    private static List<Position> positions(byte @Nullable [] bytes) {
        try {
            return bytes == null ? List.of() : LeafPositions.read(bytes);
        } catch (IllegalArgumentException changed) {
            return List.of();
        }
    }

    private boolean usable() {
        if (storedPositions.size() != seal.events()
                || (long) storedHashes.length != (long) seal.events() * Hash.BYTES
                || !storedPositions.getFirst().equals(seal.first())
                || !storedPositions.getLast().equals(seal.last())) {
            return false;
        }
        for (int i = 1; i < storedPositions.size(); i++) {
            if (storedPositions.get(i).compareTo(storedPositions.get(i - 1)) <= 0) {
                return false;
            }
        }
        return MerkleTree.root(storedHashes, seal.events()).equals(seal.root());
    }

    void add(RawEvent event) {
        Hash leaf = CanonicalRow.leaf(event);
        if (count < seal.events()) {
            if ((count + 1) * Hash.BYTES > hashes.length) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
            }
            System.arraycopy(leaf.bytes(), 0, hashes, count * Hash.BYTES, Hash.BYTES);
        }
        count++;
        if (storedUsable) {
            compare(event.position(), leaf);
        }
    }

    private void compare(Position position, Hash leaf) {
        while (nextStored < storedPositions.size()
                && storedPositions.get(nextStored).compareTo(position) < 0) {
            removed(nextStored++);
        }
        if (nextStored == storedPositions.size()
                || !storedPositions.get(nextStored).equals(position)) {
            note(
                    new Difference(
                            "an event that was inserted after sealing",
                            position,
                            "no event",
                            "leaf " + leaf));
            return;
        }
        Hash sealed = Hash.at(storedHashes, nextStored++);
        if (!sealed.equals(leaf)) {
            note(
                    new Difference(
                            "an event that was changed after sealing",
                            position,
                            "leaf " + sealed,
                            "leaf " + leaf));
        }
    }

    private void removed(int stored) {
        note(
                new Difference(
                        "an event that was removed after sealing",
                        storedPositions.get(stored),
                        "leaf " + Hash.at(storedHashes, stored),
                        "no event"));
    }

    private void note(Difference difference) {
        if (differences.size() < MOST_NAMED) {
            differences.add(difference);
        } else {
            moreDifferences++;
        }
    }

    /** There are no more events at or before the seal's last position. */
    void end() {
        boolean intact =
                count == seal.events() && MerkleTree.root(hashes, count).equals(seal.root());
        if (intact && storedUsable && differences.isEmpty()) {
            return;
        }
        if (intact) {
            findings.wrong(
                    "stored leaves that were changed; the events are as they were sealed",
                    "leaves of seal " + seal.number(),
                    "root " + seal.root(),
                    storedHashes.length == 0 ? "no leaves" : "other leaves");
            return;
        }
        if (!storedUsable) {
            findings.wrong(
                    "events that are not as they were sealed; the leaves that would name them were changed, too",
                    "events from "
                            + seal.first()
                            + " to "
                            + seal.last()
                            + " of seal "
                            + seal.number(),
                    seal.events() + " events with root " + seal.root(),
                    count + " events with another");
            return;
        }
        while (nextStored < storedPositions.size()) {
            removed(nextStored++);
        }
        for (Difference difference : differences) {
            findings.wrong(
                    difference.what(),
                    "event " + difference.where() + " of seal " + seal.number(),
                    difference.expected(),
                    difference.found());
        }
        findings.moreWrong(moreDifferences);
    }
}
