package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;

/**
 * The leaves of one seal.
 *
 * @param leaves 32 bytes for each event, in order
 * @param positions of each event, see {@link LeafPositions}
 */
@SuppressWarnings("ArrayRecordComponent")
record SealedBatch(int events, Position first, Position last, byte[] leaves, byte[] positions) {

    Hash root() {
        return MerkleTree.root(leaves, events);
    }
}
