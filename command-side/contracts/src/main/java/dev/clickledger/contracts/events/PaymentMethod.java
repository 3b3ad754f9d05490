package dev.clickledger.contracts.events;

/** How a top-up was paid. */
public enum PaymentMethod {
    CARD,
    BANK_TRANSFER
}
