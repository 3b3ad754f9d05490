package dev.clickledger.eventstore.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00.123456Z");
    private static final UUID ID = UUID.fromString("019bc0de-0000-7000-8000-000000000001");

    @TempDir Path directory;

    @Test
    void aRowIsTheseVeryBytes() {
        RawEvent event = event(7, 9, 3, AT, ID, 44, 1, "balance/a-1", new byte[] {1, 2, 3});

        assertThat(HexFormat.of().formatHex(CanonicalRow.of(event)))
                .isEqualTo(
                        "0009"
                                + "00000008"
                                + "0000000000000007"
                                + "00000008"
                                + "0000000000000009"
                                + "00000008"
                                + "0000000000000003"
                                + "00000008"
                                + "0002eb6979bfbc40"
                                + "00000010"
                                + "019bc0de000070008000000000000001"
                                + "00000002"
                                + "002c"
                                + "00000002"
                                + "0001"
                                + "0000000b"
                                + "62616c616e63652f612d31"
                                + "00000003"
                                + "010203");
        assertThat(CanonicalRow.instant(0x0002eb6979bfbc40L)).isEqualTo(AT);
    }

    @Test
    void noTwoRowsHaveTheSameBytes() {
        Set<Hash> leaves = new HashSet<>();
        List<RawEvent> events =
                List.of(
                        event(1, 2, 3, AT, ID, 4, 5, "a", bytes("b")),
                        event(2, 2, 3, AT, ID, 4, 5, "a", bytes("b")),
                        event(1, 3, 3, AT, ID, 4, 5, "a", bytes("b")),
                        event(1, 2, 4, AT, ID, 4, 5, "a", bytes("b")),
                        event(1, 2, 3, AT.plusNanos(1_000), ID, 4, 5, "a", bytes("b")),
                        event(1, 2, 3, AT, new UUID(1, 2), 4, 5, "a", bytes("b")),
                        event(1, 2, 3, AT, ID, 5, 5, "a", bytes("b")),
                        event(1, 2, 3, AT, ID, 4, 6, "a", bytes("b")),
                        event(1, 2, 3, AT, ID, 4, 5, "c", bytes("b")),
                        event(1, 2, 3, AT, ID, 4, 5, "a", bytes("d")),
                        // The same text cut elsewhere.
                        event(1, 2, 3, AT, ID, 4, 5, "ab", bytes("")),
                        event(1, 2, 3, AT, ID, 4, 5, "", bytes("ab")));

        events.forEach(event -> leaves.add(CanonicalRow.leaf(event)));

        assertThat(leaves).hasSameSizeAs(events);
    }

    @Test
    void positionsComeBackAsTheyWere() {
        Random random = new Random(5);
        List<Position> positions = new ArrayList<>();
        long transaction = 1L << 40;
        for (int i = 0; i < 1_000; i++) {
            transaction += random.nextInt(3);
            positions.add(new Position(transaction, random.nextLong(1L << 50)));
        }
        positions.add(new Position(transaction, Long.MAX_VALUE));
        positions.add(new Position(Long.MAX_VALUE, 0));

        var writer = new LeafPositions.Writer();
        positions.forEach(position -> writer.add(position.transaction(), position.offset()));

        assertThat(LeafPositions.read(writer.toBytes())).isEqualTo(positions);
    }

    @Test
    void neighboursTakeTwoBytes() {
        var writer = new LeafPositions.Writer();
        for (int i = 0; i < 100; i++) {
            writer.add(1, i);
        }
        assertThat(writer.toBytes()).hasSize(200);
    }

    @Test
    void refusesHalfAPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeafPositions.read(new byte[] {1, (byte) 0x80}));
        assertThatIllegalArgumentException().isThrownBy(() -> LeafPositions.read(new byte[] {1}));
    }

    @Test
    void everyFieldOfASealIsInItsChain() {
        Seal seal = seal(SealingKey.generate());
        Set<Hash> chains = new HashSet<>();
        List<Seal> others =
                List.of(
                        seal,
                        with(seal, 9, seal.events(), seal.totalEvents()),
                        with(seal, seal.number(), 9, seal.totalEvents()),
                        with(seal, seal.number(), seal.events(), 9),
                        with(seal, new Position(8, 1), seal.last()),
                        with(seal, new Position(1, 8), seal.last()),
                        with(seal, seal.first(), new Position(8, 4)),
                        with(seal, seal.first(), new Position(2, 8)),
                        with(seal, Hash.NONE, seal.sealedAt(), seal.previous(), seal.keyId()),
                        with(seal, seal.root(), AT.plusNanos(1_000), seal.previous(), seal.keyId()),
                        with(seal, seal.root(), AT, seal.root(), seal.keyId()),
                        with(seal, seal.root(), AT, seal.previous(), "0123456789abcdef"));

        others.forEach(other -> chains.add(other.computedChain()));

        assertThat(chains).hasSameSizeAs(others).contains(seal.chain());
    }

    @Test
    void verifiesWithItsKeyAndNoOther() {
        SealingKey key = SealingKey.generate();
        Seal seal = seal(key);
        byte[] signature = seal.signature().clone();

        assertThat(key.publicKey().signed(seal.chain(), signature)).isTrue();
        assertThat(SealingKey.generate().publicKey().signed(seal.chain(), signature)).isFalse();
        assertThat(key.publicKey().signed(Hash.NONE, signature)).isFalse();
        signature[5] ^= 1;
        assertThat(key.publicKey().signed(seal.chain(), signature)).isFalse();
        assertThat(key.publicKey().signed(seal.chain(), new byte[3])).isFalse();
    }

    @Test
    void makesAKeyOnceForItsOwnersEyesOnly() throws IOException {
        Path file = directory.resolve("sealing-key.pem");

        SealingKey made = SealingKey.in(file);
        SealingKey read = SealingKey.in(file);
        SealPublicKey published = SealPublicKey.read(directory.resolve("sealing-key.pem.pub"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.publicKey()).isEqualTo(made.publicKey()).isEqualTo(published);
        assertThat(published.signed(Hash.NONE, read.sign(Hash.NONE))).isTrue();
        assertThat(published.keyId()).matches("[0-9a-f]{16}");
        assertThat(directory).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void takesAKeyThatOpensslMade() throws IOException {
        Path file = directory.resolve("key.pem");
        // openssl genpkey -algorithm ed25519
        Files.writeString(
                file,
                """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
                -----END PRIVATE KEY-----
                """);

        SealingKey key = SealingKey.in(file);

        // RFC 8032, section 7.1, test 1: what the public key of this private key is.
        assertThat(HexFormat.of().formatHex(key.publicKey().encoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void refusesAFileWithoutAKey() throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), "nothing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealingKey.in(file))
                .withMessageContaining(file.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealPublicKey.read(file))
                .withMessageContaining(file.toString());
    }

    private static Seal seal(SealingKey key) {
        var batch =
                new SealedBatch(
                        2, new Position(1, 1), new Position(2, 4), new byte[64], new byte[0]);
        return Seal.signed(3, batch, 5, AT, MerkleTree.root(new byte[32], 1), key);
    }

    private static Seal with(Seal it, long number, int events, long total) {
        return new Seal(
                number,
                events,
                total,
                it.first(),
                it.last(),
                it.root(),
                it.sealedAt(),
                it.previous(),
                it.chain(),
                it.keyId(),
                it.signature());
    }

    private static Seal with(Seal it, Position first, Position last) {
        return new Seal(
                it.number(),
                it.events(),
                it.totalEvents(),
                first,
                last,
                it.root(),
                it.sealedAt(),
                it.previous(),
                it.chain(),
                it.keyId(),
                it.signature());
    }

    private static Seal with(Seal it, Hash root, Instant at, Hash previous, String keyId) {
        return new Seal(
                it.number(),
                it.events(),
                it.totalEvents(),
                it.first(),
                it.last(),
                root,
                at,
                previous,
                it.chain(),
                keyId,
                it.signature());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static RawEvent event(
            long transaction,
            long offset,
            long sequence,
            Instant at,
            UUID id,
            int type,
            int revision,
            String aggregateId,
            byte[] payload) {
        return new RawEvent(
                new Position(transaction, offset),
                sequence,
                at,
                id,
                (short) type,
                (short) revision,
                aggregateId,
                payload);
    }
}
