package dev.clickledger.eventstore.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The Ed25519 key that seals verify with. Its id follows from it. */
public final class SealPublicKey {

    static final String ALGORITHM = "Ed25519";

    private static final int KEY_ID_BYTES = 8;

    private final PublicKey key;
    private final String keyId;

    private SealPublicKey(PublicKey key) {
        this.key = key;
        this.keyId =
                HexFormat.of().formatHex(Sha256.digest().digest(key.getEncoded()), 0, KEY_ID_BYTES);
    }

    /**
     * @param encoded X.509 SubjectPublicKeyInfo
     * @throws IllegalArgumentException if that is no Ed25519 key
     */
    public static SealPublicKey of(byte[] encoded) {
        try {
            return new SealPublicKey(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("not an Ed25519 public key", noKey);
        }
    }

    /**
     * @param file PEM, as {@code openssl pkey -pubout} writes it
     * @throws IllegalArgumentException if the file holds no Ed25519 public key
     */
    public static SealPublicKey read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return parse(text);
        } catch (IllegalArgumentException noKey) {
            throw new IllegalArgumentException(file + " holds no Ed25519 public key", noKey);
        }
    }

    /**
     * @throws IllegalArgumentException if the text is no Ed25519 public key in PEM
     */
    static SealPublicKey parse(String pem) {
        return of(Pem.PUBLIC_KEY.decode(pem));
    }

    /** The first 16 hexadecimal digits of SHA-256 over {@link #encoded()}. */
    public String keyId() {
        return keyId;
    }

    public byte[] encoded() {
        return key.getEncoded();
    }

    public String pem() {
        return Pem.PUBLIC_KEY.encode(encoded());
    }

    /** Whether the owner of this key signed that chain hash. */
    boolean signed(Hash chain, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(chain.bytes());
            return verifier.verify(signature);
        } catch (java.security.SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealPublicKey it && Arrays.equals(encoded(), it.encoded());
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }

    @Override
    public String toString() {
        return keyId;
    }
}
