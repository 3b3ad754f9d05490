package dev.clickledger.contracts.ads;

/** Where on the shop an ad is shown. */
public enum Placement {
    HOME,
    CATEGORY,
    PRODUCT_DETAIL,
    SEARCH
}
