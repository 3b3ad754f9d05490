package dev.clickledger.eventstore.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int MOST = 70;

    @Test
    void hasTheRootsOfTheRfc() {
        // RFC 6962 has no vectors of its own; these are the ones that Certificate Transparency's
        // logs are tested with.
        byte[][] inputs = {
            hex(""),
            hex("00"),
            hex("10"),
            hex("2021"),
            hex("3031"),
            hex("40414243"),
            hex("5051525354555657"),
            hex("606162636465666768696a6b6c6d6e6f")
        };
        byte[] leaves = new byte[inputs.length * Hash.BYTES];
        for (int i = 0; i < inputs.length; i++) {
            System.arraycopy(leaf(inputs[i]), 0, leaves, i * Hash.BYTES, Hash.BYTES);
        }

        assertThat(MerkleTree.root(leaves, 0))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleTree.root(leaves, 1))
                .hasToString("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(MerkleTree.root(leaves, 2))
                .hasToString("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(MerkleTree.root(leaves, 3))
                .hasToString("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assertThat(MerkleTree.root(leaves, 7))
                .hasToString("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
        assertThat(MerkleTree.root(leaves, 8))
                .hasToString("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void isTheTreeThatSplitsAtTheLargestPowerOfTwo() {
        for (int count = 0; count <= MOST; count++) {
            assertThat(MerkleTree.root(leaves(count), count))
                    .as("%d leaves", count)
                    .isEqualTo(Hash.of(splitting(leaves(count))));
        }
    }

    @Test
    void everyLeafOfEverySizeProvesItselfAndNothingElse() {
        for (int count = 1; count <= MOST; count++) {
            byte[] leaves = leaves(count);
            Hash root = MerkleTree.root(leaves, count);
            for (int index = 0; index < count; index++) {
                List<Hash> path = MerkleTree.path(leaves, count, index);
                Hash leaf = Hash.at(leaves, index);

                assertThat(MerkleTree.rootOf(leaf, index, count, path)).isEqualTo(root);
                assertThat(MerkleTree.rootOf(Hash.NONE, index, count, path)).isNotEqualTo(root);
                for (int changed = 0; changed < path.size(); changed++) {
                    List<Hash> other = new ArrayList<>(path);
                    other.set(changed, Hash.NONE);
                    assertThat(MerkleTree.rootOf(leaf, index, count, other)).isNotEqualTo(root);
                }
                assertRefused(leaf, index, count, with(path, Hash.NONE));
                if (!path.isEmpty()) {
                    assertRefused(leaf, index, count, path.subList(1, path.size()));
                }
            }
        }
    }

    @Test
    void aLeafDoesNotProveItselfAtAnotherPlace() {
        for (int count = 2; count <= MOST; count++) {
            byte[] leaves = leaves(count);
            Hash root = MerkleTree.root(leaves, count);
            List<Hash> path = MerkleTree.path(leaves, count, 0);
            for (int index = 1; index < count; index++) {
                if (MerkleTree.path(leaves, count, index).size() == path.size()) {
                    assertThat(MerkleTree.rootOf(Hash.at(leaves, 0), index, count, path))
                            .isNotEqualTo(root);
                }
            }
        }
    }

    @Test
    void thereIsNoPathOfALeafThatIsNotThere() {
        byte[] leaves = leaves(3);
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.path(leaves, 3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.path(leaves, 3, -1));
        assertRefused(Hash.at(leaves, 0), 3, 3, Collections.emptyList());
    }

    private static void assertRefused(Hash leaf, int index, int count, List<Hash> path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MerkleTree.rootOf(leaf, index, count, path));
    }

    private static List<Hash> with(List<Hash> path, Hash more) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(more);
        return longer;
    }

    private static byte[] leaves(int count) {
        byte[] leaves = new byte[count * Hash.BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(leaf(new byte[] {(byte) i}), 0, leaves, i * Hash.BYTES, Hash.BYTES);
        }
        return leaves;
    }

    private static byte[] leaf(byte[] input) {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 0);
        return digest.digest(input);
    }

    /** The definition of the RFC, word for word. */
    private static byte[] splitting(byte[] leaves) {
        int count = leaves.length / Hash.BYTES;
        if (count == 0) {
            return Sha256.digest().digest();
        }
        if (count == 1) {
            return leaves;
        }
        int split = Integer.highestOneBit(count - 1) * Hash.BYTES;
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 1);
        digest.update(splitting(Arrays.copyOf(leaves, split)));
        digest.update(splitting(Arrays.copyOfRange(leaves, split, leaves.length)));
        return digest.digest();
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }
}
