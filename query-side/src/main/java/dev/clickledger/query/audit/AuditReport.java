package dev.clickledger.query.audit;

import java.util.List;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param counts how much of what was checked, in the order of checking
 * @param notCompared what could not be compared, and why
 * @param discrepancies the first ones found, at most {@link Findings#MOST_NAMED}
 * @param total how many there are, named or not
 */
public record AuditReport(
        Map<String, Long> counts,
        List<String> notCompared,
        List<Discrepancy> discrepancies,
        long total) {

    public boolean clean() {
        return total == 0;
    }
}
