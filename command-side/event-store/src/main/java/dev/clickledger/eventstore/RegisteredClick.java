package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a click, as its event says.
 *
 * @param shopper {@link #shopper(DeviceId, SessionId)} of who clicked
 * @param amount what was charged; zero when declined
 * @param declineReason why not, when declined
 * @param sequence the event's number within its balance
 */
public record RegisteredClick(
        ClickId clickId,
        AdvertiserId advertiserId,
        CampaignId campaignId,
        UUID shopper,
        Money amount,
        @Nullable DeclineReason declineReason,
        LocalDate businessDay,
        long sequence) {

    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(RegisteredClick::sha256);

    public boolean charged() {
        return declineReason == null;
    }

    /** 128 bits of SHA-256: enough to tell shoppers apart, and no place where devices are kept. */
    public static UUID shopper(DeviceId device, SessionId session) {
        // Neither id can hold the separator.
        String both = device.value() + "|" + session.value();
        ByteBuffer digest =
                ByteBuffer.wrap(SHA_256.get().digest(both.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
