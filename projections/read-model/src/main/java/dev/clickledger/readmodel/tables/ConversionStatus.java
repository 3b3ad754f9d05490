package dev.clickledger.readmodel.tables;

/** What became of a match. */
public enum ConversionStatus {
    MATCHED,
    RESTATED,
    RETRACTED
}
