package dev.clickledger.readmodel.tables;

/** Where an advertiser stands. */
public enum AdvertiserStatus {
    PENDING,
    APPROVED,
    REJECTED,
    SUSPENDED
}
