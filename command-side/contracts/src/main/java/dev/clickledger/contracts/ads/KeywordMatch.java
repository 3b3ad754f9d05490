package dev.clickledger.contracts.ads;

/** How a keyword is compared with a search term. */
public enum KeywordMatch {
    EXACT,
    PHRASE,
    BROAD
}
