package dev.clickledger.readmodel.tables;

/** How much of an order still stands. */
public enum OrderStatus {
    PLACED,
    PARTLY_CANCELLED,
    CANCELLED
}
