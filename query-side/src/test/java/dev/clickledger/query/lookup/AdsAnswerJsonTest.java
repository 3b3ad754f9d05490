package dev.clickledger.query.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against records of the same components, which Jackson writes by itself. */
class AdsAnswerJsonTest {

    private static final Instant NOW = Instant.parse("2017-11-07T00:30:00Z");
    private static final Random RANDOM = new Random(1);

    private record Plain(
            AuctionId auctionId, List<AdsAnswer.Ad> ads, @Nullable NoFillReason noFillReason) {}

    @Test
    void writesWhatTheRecordsSay() {
        isWrittenAsItsRecords(
                new AdsAnswer(
                        AuctionId.mint(NOW, RANDOM),
                        List.of(ad(1, NOW), ad(2, NOW), ad(3, NOW.plusMillis(7))),
                        null));
    }

    @Test
    void saysWhyThereAreNone() {
        isWrittenAsItsRecords(
                new AdsAnswer(AuctionId.mint(NOW, RANDOM), List.of(), NoFillReason.BELOW_RESERVE));
    }

    private static void isWrittenAsItsRecords(AdsAnswer answer) {
        assertThat(ContractJson.strict().writeValueAsString(answer))
                .isEqualTo(
                        ContractJson.strict()
                                .writeValueAsString(
                                        new Plain(
                                                answer.auctionId(),
                                                answer.ads(),
                                                answer.noFillReason())));
    }

    private static AdsAnswer.Ad ad(int position, Instant expiresAt) {
        return new AdsAnswer.Ad(
                new AdId("ad-" + position),
                new CampaignId("campaign-" + position),
                new AdvertiserId("advertiser-" + position),
                new ProductId("product-" + position),
                position,
                Money.won(1_500),
                Money.won(1_210),
                ClickId.mint(NOW, RANDOM),
                "token-" + position,
                expiresAt);
    }
}
