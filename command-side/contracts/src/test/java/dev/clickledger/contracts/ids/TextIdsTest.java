package dev.clickledger.contracts.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clickledger.contracts.json.ContractJson;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextIdsTest {

    private static final List<String> GOOD =
            List.of("a", "7", "A-b_c.d:e", "campaign_100", "x".repeat(64));
    private static final List<String> BAD =
            List.of(
                    "",
                    " ",
                    "a b",
                    " a",
                    "a\n",
                    "-a",
                    "_a",
                    ".a",
                    ":a",
                    "a/b",
                    "a|b",
                    "a\0",
                    "노트북",
                    "é",
                    "x".repeat(65));

    static Stream<Arguments> types() {
        return Stream.of(
                arguments("advertiser_id", of(AdvertiserId::new)),
                arguments("campaign_id", of(CampaignId::new)),
                arguments("product_id", of(ProductId::new)),
                arguments("publisher_id", of(PublisherId::new)),
                arguments("order_id", of(OrderId::new)),
                arguments("line_id", of(LineId::new)),
                arguments("event_id", of(EventId::new)),
                arguments("device_id", of(DeviceId::new)),
                arguments("session_id", of(SessionId::new)),
                arguments("ad_id", of(AdId::new)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void takesWhatOthersMayChooseAndIsThatTextInJson(String field, Function<String, Object> type) {
        for (String good : GOOD) {
            Object id = type.apply(good);
            assertThat(id).hasToString(good);
            String json = ContractJson.strict().writeValueAsString(id);
            assertThat(json).isEqualTo("\"" + good + "\"");
            assertThat((Object) ContractJson.strict().readValue(json, id.getClass())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesTheRestNamingTheField(String field, Function<String, Object> type) {
        for (String bad : BAD) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> type.apply(bad))
                    .withMessage(field + " must be " + IdFormat.RULE);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> type.apply(null));
    }

    @Test
    void derivesAnAdsIdForEver() {
        var campaign = new CampaignId("campaign_100");

        assertThat(AdId.of(campaign, new ProductId("product_200")))
                .isEqualTo(new AdId("ad_7aa0a9e418164798acff"));
        assertThat(AdId.of(campaign, new ProductId("product_201")))
                .isNotEqualTo(AdId.of(campaign, new ProductId("product_200")));
        assertThat(AdId.of(new CampaignId("a"), new ProductId("b-c")))
                .isNotEqualTo(AdId.of(new CampaignId("a-b"), new ProductId("c")));
    }

    private static Function<String, Object> of(Function<String, Object> type) {
        return type;
    }
}
