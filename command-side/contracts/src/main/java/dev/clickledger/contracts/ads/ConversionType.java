package dev.clickledger.contracts.ads;

/** What a shopper did that an advertiser counts. */
public enum ConversionType {
    PURCHASE,
    ADD_TO_CART,
    SIGNUP
}
