package dev.clickledger.eventstore.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ed25519 key that seals are signed with, from a PKCS#8 PEM file. Beside it lies its public
 * half, {@code NAME.pub}: the one thing that an auditor needs from here.
 */
public final class SealingKey {

    private static final Logger LOG = LoggerFactory.getLogger(SealingKey.class);

    private final PrivateKey key;
    private final SealPublicKey publicKey;

    private SealingKey(PrivateKey key, SealPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /** A key that is nowhere stored. */
    static SealingKey generate() {
        return of(generated(new SecureRandom()));
    }

    /**
     * The key of a file, which is made for its owner's eyes only when there is none.
     *
     * @throws IllegalArgumentException if the file holds no Ed25519 private key
     */
    public static SealingKey in(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, generate());
        }
        SealingKey key = read(file);
        Path beside = file.resolveSibling(file.getFileName() + ".pub");
        if (!Files.exists(beside) || !SealPublicKey.read(beside).equals(key.publicKey)) {
            Files.writeString(beside, key.publicKey.pem(), StandardCharsets.US_ASCII);
            LOG.info("Seals verify with {}, key id {}", beside, key.publicKey.keyId());
        }
        return key;
    }

    private static void write(Path file, SealingKey key) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                unfinished,
                Pem.PRIVATE_KEY.encode(key.key.getEncoded()),
                StandardCharsets.US_ASCII);
        try {
            Files.move(unfinished, file);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            Files.delete(unfinished);
        }
    }

    private static SealingKey read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            PrivateKey key =
                    KeyFactory.getInstance(SealPublicKey.ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(Pem.PRIVATE_KEY.decode(text)));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
            return of(generated(new Seed(seed)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new IllegalArgumentException(file + " holds no Ed25519 private key", noKey);
        }
    }

    private static SealingKey of(KeyPair pair) {
        return new SealingKey(pair.getPrivate(), SealPublicKey.of(pair.getPublic().getEncoded()));
    }

    private static KeyPair generated(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(SealPublicKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public SealPublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(Hash chain) {
        try {
            Signature signer = Signature.getInstance(SealPublicKey.ALGORITHM);
            signer.initSign(key);
            signer.update(chain.bytes());
            return signer.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /**
     * The JDK gives no public key for a private one, but a generator that draws a seed gives both:
     * this one draws the seed of the private key.
     */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] drawn) {
            if (drawn.length != bytes.length) {
                throw new IllegalStateException("a seed of " + drawn.length + " bytes");
            }
            System.arraycopy(bytes, 0, drawn, 0, drawn.length);
        }
    }
}
