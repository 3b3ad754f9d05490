package dev.clickledger.query.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** How much was checked. */
final class AuditCounts {

    static final String EVENTS = "events";
    static final String BALANCES = "balances";
    static final String TOP_UPS = "top-ups";
    static final String CHARGES = "clicks charged";
    static final String DECLINES = "clicks declined";
    static final String REFUNDS = "refunds";
    static final String ORDERS = "orders";
    static final String CONVERSIONS = "conversions";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    void add(String what) {
        add(what, 1);
    }

    void add(String what, long many) {
        counts.merge(what, many, Math::addExact);
    }

    Map<String, Long> toMap() {
        return new LinkedHashMap<>(counts);
    }
}
