package dev.clickledger.readmodel.tables;

/** What was decided about a click. */
public enum ClickOutcome {
    CHARGED,
    DECLINED
}
