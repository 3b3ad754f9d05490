package dev.clickledger.query.ranks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rank lists with all that limits their ads, read at one moment by {@code load.lua}.
 *
 * @param mark where the view was; none when there was no view that may be served
 * @param lists field → value of each list that was asked for
 */
record LoadedView(
        @Nullable ViewMark mark,
        LocalDate businessDay,
        Map<String, Map<String, String>> lists,
        List<Campaign> campaigns,
        Map<String, Long> balances) {

    /**
     * @param facts empty when Redis has none
     * @param spentInMonth by day, only with a budget that has a limit of a month
     */
    record Campaign(
            String id,
            String facts,
            long spentOnDay,
            long spentInTotal,
            Map<LocalDate, Long> spentInMonth) {}

    static LoadedView of(List<String> keys, LocalDate businessDay, List<?> answer) {
        Map<String, Map<String, String>> lists = new HashMap<>();
        List<?> fields = (List<?>) answer.get(3);
        for (int i = 0; i < keys.size(); i++) {
            lists.put(keys.get(i), pairs((List<?>) fields.get(i)));
        }
        List<Campaign> campaigns = new ArrayList<>();
        for (Object each : (List<?>) answer.get(4)) {
            List<?> parts = (List<?>) each;
            Map<LocalDate, Long> month = new HashMap<>();
            pairs((List<?>) parts.get(4))
                    .forEach((day, won) -> month.put(LocalDate.parse(day), Long.valueOf(won)));
            campaigns.add(
                    new Campaign(
                            (String) parts.get(0),
                            (String) parts.get(1),
                            Long.parseLong((String) parts.get(2)),
                            Long.parseLong((String) parts.get(3)),
                            month));
        }
        Map<String, Long> balances = new HashMap<>();
        pairs((List<?>) answer.get(5))
                .forEach((advertiser, won) -> balances.put(advertiser, Long.valueOf(won)));
        return new LoadedView(
                ViewMark.of((String) answer.get(0), (String) answer.get(1), (String) answer.get(2)),
                businessDay,
                lists,
                campaigns,
                balances);
    }

    private static Map<String, String> pairs(List<?> flat) {
        Map<String, String> pairs = HashMap.newHashMap(flat.size() / 2);
        for (int i = 0; i < flat.size(); i += 2) {
            pairs.put((String) flat.get(i), (String) flat.get(i + 1));
        }
        return pairs;
    }
}
