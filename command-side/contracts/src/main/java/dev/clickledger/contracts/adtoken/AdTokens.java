package dev.clickledger.contracts.adtoken;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.contracts.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and reads ad tokens: base64url of {@code version (1 byte) | key id (1 byte) | facts |
 * HMAC-SHA256 of all before (32 bytes)}. The client never names a price: it can only bring back
 * what was signed.
 */
public final class AdTokens {

    /** How long after its lookup a token may be clicked. */
    public static final Duration LIFE = Duration.ofHours(1);

    /** No token is longer: a longer text is refused before it is decoded. */
    public static final int MAX_LENGTH = 2048;

    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int MAC_BYTES = 32;
    private static final String MAC = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;

    /**
     * By key id, each with its key set and nothing read: copied for a token, which saves hashing
     * the key twice. Not one a thread, since lookups run on threads that live as long as they do.
     */
    private final Map<Integer, Mac> keyed = new HashMap<>();

    public AdTokens(SigningKeys keys) {
        this.keys = keys;
        for (int id : keys.ids()) {
            keyed.put(id, keyed(Objects.requireNonNull(keys.key(id))));
        }
    }

    public static Instant expiresAt(Instant mintedAt) {
        return mintedAt.plus(LIFE);
    }

    public String sign(ServedAd ad) {
        var bytes = new Bytes();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(keys.newest());
            write(ad, out);
            out.flush();
            byte[] mac = mac(keys.newest(), bytes.array(), bytes.size());
            if (mac == null) {
                throw new IllegalStateException("no key " + keys.newest());
            }
            out.write(mac);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return ENCODER.encodeToString(bytes.toByteArray());
    }

    /**
     * @return what was signed; {@code null} when the token was not signed with one of our keys, or
     *     not for this version
     */
    public @Nullable ServedAd verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int signed = bytes.length - MAC_BYTES;
        if (signed <= HEADER_BYTES || bytes[0] != VERSION) {
            return null;
        }
        byte[] expected = mac(bytes[1] & 0xFF, bytes, signed);
        // Constant time: how much of a forged signature was right must not show.
        if (expected == null
                || !MessageDigest.isEqual(
                        expected, Arrays.copyOfRange(bytes, signed, bytes.length))) {
            return null;
        }
        // The decoder passes over padding and the last character's spare bits: one text per token.
        if (!ENCODER.encodeToString(bytes).equals(token)) {
            return null;
        }
        try (var in =
                new DataInputStream(
                        new ByteArrayInputStream(bytes, HEADER_BYTES, signed - HEADER_BYTES))) {
            return read(in);
        } catch (IOException signedByUsButShort) {
            throw new IllegalStateException(signedByUsButShort);
        }
    }

    private byte @Nullable [] mac(int keyId, byte[] bytes, int length) {
        Mac prototype = keyed.get(keyId);
        if (prototype == null) {
            return null;
        }
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException theJdksOwnCan) {
            throw new IllegalStateException(theJdksOwnCan);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Lets what was written be read without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes() {
            super(512);
        }

        byte[] array() {
            return buf;
        }
    }

    private static void write(ServedAd ad, DataOutputStream out) throws IOException {
        write(ad.clickId().value(), out);
        write(ad.auctionId().value(), out);
        out.writeUTF(ad.adId().value());
        out.writeUTF(ad.campaignId().value());
        out.writeUTF(ad.advertiserId().value());
        out.writeUTF(ad.productId().value());
        writeText(ad.publisherId() == null ? null : ad.publisherId().value(), out);
        out.writeUTF(ad.placement().name());
        out.writeUTF(ad.category().value());
        writeText(ad.searchTerm(), out);
        writeText(ad.deviceType() == null ? null : ad.deviceType().name(), out);
        writeText(ad.ageGroup() == null ? null : ad.ageGroup().years(), out);
        out.writeLong(ad.bid().amount());
        out.writeLong(ad.quality());
        out.writeLong(ad.reserve().amount());
        out.writeLong(ad.increment().amount());
        out.writeLong(ad.price().amount());
        out.writeBoolean(ad.runnerUp() != null);
        out.writeLong(ad.runnerUp() == null ? 0 : ad.runnerUp());
        out.writeLong(ad.rankVersion());
        writeText(ad.experiment(), out);
        out.writeInt(ad.policyVersion());
        out.writeLong(ad.mintedAt().toEpochMilli());
    }

    private static ServedAd read(DataInputStream in) throws IOException {
        var clickId = new ClickId(readUuid(in));
        var auctionId = new AuctionId(readUuid(in));
        var adId = new AdId(in.readUTF());
        var campaignId = new CampaignId(in.readUTF());
        var advertiserId = new AdvertiserId(in.readUTF());
        var productId = new ProductId(in.readUTF());
        String publisher = readText(in);
        var placement = Placement.valueOf(in.readUTF());
        var category = new Category(in.readUTF());
        String searchTerm = readText(in);
        String deviceType = readText(in);
        String ageGroup = readText(in);
        Money bid = Money.won(in.readLong());
        long quality = in.readLong();
        Money reserve = Money.won(in.readLong());
        Money increment = Money.won(in.readLong());
        Money price = Money.won(in.readLong());
        boolean hasRunnerUp = in.readBoolean();
        long runnerUp = in.readLong();
        long rankVersion = in.readLong();
        String experiment = readText(in);
        int policyVersion = in.readInt();
        Instant mintedAt = Instant.ofEpochMilli(in.readLong());
        return new ServedAd(
                clickId,
                auctionId,
                adId,
                campaignId,
                advertiserId,
                productId,
                publisher == null ? null : new PublisherId(publisher),
                placement,
                category,
                searchTerm,
                deviceType == null ? null : DeviceType.valueOf(deviceType),
                ageGroup == null ? null : AgeGroup.of(ageGroup),
                bid,
                quality,
                reserve,
                increment,
                price,
                hasRunnerUp ? runnerUp : null,
                rankVersion,
                experiment,
                policyVersion,
                mintedAt);
    }

    private static void write(UUID id, DataOutputStream out) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readUuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
