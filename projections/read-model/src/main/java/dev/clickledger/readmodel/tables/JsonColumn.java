package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.json.ContractJson;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A value kept as JSON text in one column, written as the contracts write it. */
abstract class JsonColumn<T> implements AttributeConverter<T, String> {

    private final TypeReference<T> type;

    private JsonColumn(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T value) {
        return value == null ? null : ContractJson.strict().writeValueAsString(value);
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String json) {
        return json == null ? null : ContractJson.tolerant().readValue(json, type);
    }

    static final class OfProducts extends JsonColumn<List<AdvertisedProduct>> {
        OfProducts() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfBids extends JsonColumn<List<PlacementBid>> {
        OfBids() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfKeywords extends JsonColumn<List<Keyword>> {
        OfKeywords() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfTexts extends JsonColumn<List<String>> {
        OfTexts() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfTargeting extends JsonColumn<Targeting> {
        OfTargeting() {
            super(new TypeReference<>() {});
        }
    }
}
