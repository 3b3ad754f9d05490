package dev.clickledger.contracts.topics;

/** What a conversion record says about its (order, product). */
public enum ConversionChange {
    NEW,
    RESTATEMENT,
    RETRACTION
}
