package dev.clickledger.contracts.adtoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.EventSamples;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.contracts.money.Money;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdTokensTest {

    private static final String OLD = line(1, 'a');
    private static final String NEW = line(2, 'b');

    private final AdTokens tokens = tokens(OLD);

    @Test
    void bringsBackAllThatWasSigned() {
        assertThat(tokens.verify(tokens.sign(EventSamples.FULL_AD)))
                .isEqualTo(EventSamples.FULL_AD);
    }

    @Test
    void bringsBackWhatIsAbsentAsAbsent() {
        assertThat(tokens.verify(tokens.sign(EventSamples.BARE_AD)))
                .isEqualTo(EventSamples.BARE_AD);
    }

    @Test
    void bringsBackTheLongestThereIs() {
        ServedAd longest = longest();

        String token = tokens.sign(longest);

        assertThat(token.length()).isLessThanOrEqualTo(AdTokens.MAX_LENGTH);
        assertThat(tokens.verify(token)).isEqualTo(longest);
    }

    @Test
    void isRefusedWhenAnyByteWasChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.sign(EventSamples.FULL_AD));
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] forged = bytes.clone();
                forged[i] ^= (byte) (1 << bit);
                assertThat(tokens.verify(encoded(forged))).as("byte %d, bit %d", i, bit).isNull();
            }
        }
    }

    @Test
    void isRefusedWhenAnyCharacterWasChanged() {
        String token = tokens.sign(EventSamples.FULL_AD);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : (char) (token.charAt(i) ^ 1);
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.verify(forged)).as("character %d", i).isNull();
        }
    }

    @Test
    void isRefusedInAnyOtherSpelling() {
        String token = tokens.sign(EventSamples.FULL_AD);

        for (String same : List.of(token + "=", token + "==", " " + token, token + "\n")) {
            assertThat(tokens.verify(same)).as(same).isNull();
        }
        // The spare bits of the last character decode to the same bytes.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = token.charAt(token.length() - 1);
        for (char other : alphabet.toCharArray()) {
            if (other != last) {
                assertThat(tokens.verify(token.substring(0, token.length() - 1) + other)).isNull();
            }
        }
    }

    @Test
    void isRefusedWhenCutOrLengthened() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.sign(EventSamples.FULL_AD));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(tokens.verify(encoded(Arrays.copyOf(bytes, length)))).isNull();
        }
        assertThat(tokens.verify(encoded(Arrays.copyOf(bytes, bytes.length + 1)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not base64 !", "AAAA", "노트북", "AQ", "AQE"})
    void isRefusedWhenItIsNoneOfOurs(String text) {
        assertThat(tokens.verify(text)).isNull();
        assertThat(tokens.verify("A".repeat(AdTokens.MAX_LENGTH + 1))).isNull();
    }

    @Test
    void isRefusedUnderAnotherKeyOfTheSameId() {
        String token = tokens(line(1, 'x')).sign(EventSamples.FULL_AD);

        assertThat(tokens.verify(token)).isNull();
    }

    @Test
    void outlivesTheChangeToANewKeyAndNotTheOldOnesRemoval() {
        String before = tokens.sign(EventSamples.FULL_AD);
        AdTokens both = tokens(OLD, NEW);
        String after = both.sign(EventSamples.FULL_AD);

        assertThat(both.verify(before)).isEqualTo(EventSamples.FULL_AD);
        assertThat(tokens.verify(after)).isNull();
        assertThat(tokens(NEW).verify(after)).isEqualTo(EventSamples.FULL_AD);
        assertThat(tokens(NEW).verify(before)).isNull();
    }

    @Test
    void livesAnHour() {
        var minted = EventSamples.FULL_AD.mintedAt();

        assertThat(AdTokens.expiresAt(minted)).isEqualTo(minted.plusSeconds(3_600));
    }

    private static ServedAd longest() {
        ServedAd ad = EventSamples.FULL_AD;
        String id = "a".repeat(64);
        return new ServedAd(
                ad.clickId(),
                ad.auctionId(),
                ad.adId(),
                new CampaignId(id),
                new AdvertiserId(id),
                new ProductId(id),
                new PublisherId(id),
                ad.placement(),
                new Category("가".repeat(128)),
                "가".repeat(100),
                ad.deviceType(),
                ad.ageGroup(),
                Money.won(Long.MAX_VALUE),
                Long.MAX_VALUE,
                ad.reserve(),
                ad.increment(),
                ad.price(),
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                id,
                Integer.MAX_VALUE,
                ad.mintedAt());
    }

    private static String line(int id, char letter) {
        return SigningKeys.line(
                id,
                String.valueOf(letter)
                        .repeat(32)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static AdTokens tokens(String... lines) {
        return new AdTokens(SigningKeys.parse(List.of(lines)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
