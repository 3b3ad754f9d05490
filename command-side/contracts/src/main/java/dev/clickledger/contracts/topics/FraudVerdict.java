package dev.clickledger.contracts.topics;

/** What follows from a finding. */
public enum FraudVerdict {
    /** It is told and counted. No money moves. */
    MARK,
    /** The clicks are paid back, each once. */
    REFUND
}
