package dev.clickledger.local.demo.input;

import java.util.Locale;

/** The columns of the input, in any order, all of them. */
enum Column {
    TIMESTAMP,
    EVENT_TYPE,
    DEVICE_ID,
    SESSION_ID,
    PRODUCT_ID,
    CATEGORY,
    PLACEMENT,
    SEARCH_TERM,
    ORDER_ID,
    REVENUE_AMOUNT;

    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
