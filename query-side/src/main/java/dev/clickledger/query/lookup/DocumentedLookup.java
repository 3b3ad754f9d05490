package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.IdFormat;
import dev.clickledger.http.document.ParameterRule;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@link LookupParameters} checks by hand, as the API document tells of it. */
@Configuration(proxyBeanMethods = false)
class DocumentedLookup {

    @Bean
    ParameterRule placement() {
        return new ParameterRule(
                "findAds",
                "placement",
                true,
                oneOf(Arrays.stream(Placement.values()).map(Placement::name).toList()),
                "Where on the shop the ads are shown");
    }

    @Bean
    ParameterRule category() {
        return optional(
                "category",
                new StringSchema().maxLength(128),
                "Needed for CATEGORY and PRODUCT_DETAIL; narrows HOME and SEARCH to a shelf. "
                        + Category.RULE);
    }

    @Bean
    ParameterRule searchTerm() {
        return optional(
                "search_term",
                new StringSchema().minLength(1).maxLength(Keywords.MAX_LENGTH),
                "Needed for SEARCH, and only taken there");
    }

    @Bean
    ParameterRule productId() {
        return optional("product_id", new StringSchema(), "The page's own product, not shown");
    }

    @Bean
    ParameterRule excludeProductIds() {
        return optional(
                "exclude_product_ids",
                new ArraySchema()
                        .items(new StringSchema())
                        .maxItems(LookupParameters.MOST_EXCLUDED),
                "Products that are not shown");
    }

    @Bean
    ParameterRule maxAds() {
        return optional(
                "max_ads",
                new IntegerSchema()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(LookupParameters.MOST_ADS))
                        ._default(1),
                "How many ads there is room for");
    }

    @Bean
    ParameterRule deviceType() {
        return optional(
                "device_type",
                oneOf(Arrays.stream(DeviceType.values()).map(DeviceType::name).toList()),
                "Without it, ads that are meant for some devices are left out");
    }

    @Bean
    ParameterRule ageGroup() {
        return optional(
                "age_group",
                oneOf(Arrays.stream(AgeGroup.values()).map(AgeGroup::years).toList()),
                "Without it, ads that are meant for some ages are left out");
    }

    @Bean
    ParameterRule deviceId() {
        return optional("device_id", new StringSchema(), "Who looks: " + IdFormat.RULE);
    }

    @Bean
    ParameterRule publisherId() {
        return optional("publisher_id", new StringSchema(), "Whose page it is: " + IdFormat.RULE);
    }

    private static ParameterRule optional(String name, Schema<?> schema, String description) {
        return new ParameterRule("findAds", name, false, schema, description);
    }

    private static Schema<?> oneOf(List<String> values) {
        return new StringSchema()._enum(values);
    }
}
