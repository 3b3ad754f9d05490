package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A product of the shop, named by commerce. */
public record ProductId(@JsonValue String value) implements Comparable<ProductId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProductId {
        IdFormat.check("product_id", value);
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
