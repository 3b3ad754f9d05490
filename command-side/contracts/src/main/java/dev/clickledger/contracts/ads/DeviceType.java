package dev.clickledger.contracts.ads;

/** What a shopper holds. */
public enum DeviceType {
    MOBILE,
    DESKTOP,
    TABLET
}
