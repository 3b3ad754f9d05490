package dev.clickledger.eventstore.sealing;

/**
 * A seal to keep elsewhere: whoever has it will notice when the store is cut short before it, or
 * its history written anew.
 *
 * @param publicKey PEM, of the key that signed
 */
public record SealedRoot(String format, Seal seal, String publicKey) {

    static final String FORMAT = "clickledger-root-1";

    public static SealedRoot of(Seal seal, SealPublicKey key) {
        return new SealedRoot(FORMAT, seal, key.pem());
    }

    public String toJson() {
        return JsonFile.write(this);
    }

    /**
     * @throws IllegalArgumentException if that is no root, or a changed one
     */
    public static SealedRoot parse(String json) {
        SealedRoot root = JsonFile.read(json, SealedRoot.class, "a root");
        if (!FORMAT.equals(root.format())) {
            throw new IllegalArgumentException("this is not a " + FORMAT);
        }
        SealPublicKey key = SealPublicKey.parse(root.publicKey());
        Seal seal = root.seal();
        if (!key.keyId().equals(seal.keyId())
                || !seal.computedChain().equals(seal.chain())
                || !key.signed(seal.chain(), seal.signature())) {
            throw new IllegalArgumentException("this root was changed since it was signed");
        }
        return root;
    }
}
