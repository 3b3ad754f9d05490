package dev.clickledger.contracts.ads;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A shopper's age in years, as far as commerce knows it: {@code 20-29} and so on. */
public enum AgeGroup {
    UNDER_20("0-19"),
    TWENTIES("20-29"),
    THIRTIES("30-39"),
    FORTIES("40-49"),
    FIFTIES("50-59"),
    FROM_60("60+");

    private final String years;

    AgeGroup(String years) {
        this.years = years;
    }

    @JsonValue
    public String years() {
        return years;
    }

    @JsonCreator
    public static AgeGroup of(String years) {
        for (AgeGroup group : values()) {
            if (group.years.equals(years)) {
                return group;
            }
        }
        throw new IllegalArgumentException(
                "age_group must be one of "
                        + Arrays.stream(values())
                                .map(AgeGroup::years)
                                .collect(Collectors.joining(", ")));
    }
}
