package dev.clickledger.query.ranks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankField;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** The view as the scripts of projections and of the heap see it, without Redis. */
final class SimulatedView {

    static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<String, String>> hashes = new TreeMap<>();
    private int generation = 1;
    private long number;
    private long offset;

    ViewMark mark() {
        return new ViewMark("2-" + generation, number, new Position(1, offset));
    }

    void rebuild() {
        generation++;
        number = 0;
    }

    ViewChange write(String... write) {
        return write(List.of(List.of(write)));
    }

    /** Writes, and tells of it in the form in which it is published. */
    ViewChange write(List<List<String>> writes) {
        for (List<String> write : writes) {
            String key = write.get(1);
            switch (write.getFirst()) {
                case "SET", "DAY" -> texts.put(key, write.get(2));
                case "DEL" -> texts.remove(key);
                case "HSET" ->
                        hashes.computeIfAbsent(key, none -> new TreeMap<>())
                                .put(write.get(2), write.get(3));
                case "HDEL" -> hashes.getOrDefault(key, new TreeMap<>()).remove(write.get(2));
                default -> throw new IllegalArgumentException(write.toString());
            }
        }
        Position before = new Position(1, offset);
        offset++;
        number++;
        return ViewChange.parse(
                "2-%d %d %s %s 0\n%s"
                        .formatted(
                                generation,
                                number,
                                before,
                                new Position(1, offset),
                                ContractJson.strict()
                                        .writeValueAsString(
                                                writes.stream().flatMap(List::stream).toList())));
    }

    LoadedView load(List<RankKey> keys, LocalDate day) {
        Map<String, Map<String, String>> lists = new HashMap<>();
        Map<String, LoadedView.Campaign> campaigns = new HashMap<>();
        Map<String, Long> balances = new HashMap<>();
        for (RankKey key : keys) {
            Map<String, String> fields = Map.copyOf(hashes.getOrDefault(key.value(), Map.of()));
            lists.put(key.value(), fields);
            for (String field : fields.keySet()) {
                String id = field.split(" ")[0];
                CampaignFacts facts = CampaignFacts.parse(texts.get("facts:" + id));
                String advertiser = facts.advertiserId().value();
                balances.put(advertiser, amount("balance:" + advertiser));
                campaigns.put(
                        id,
                        new LoadedView.Campaign(
                                id,
                                facts.text(),
                                amount("budget:" + id + ":" + day),
                                amount("budget:" + id + ":total"),
                                facts.budget().mode() == BudgetMode.AVERAGED
                                        ? month(id, day)
                                        : Map.of()));
            }
        }
        return new LoadedView(mark(), day, lists, List.copyOf(campaigns.values()), balances);
    }

    private Map<LocalDate, Long> month(String campaign, LocalDate day) {
        Map<LocalDate, Long> month = new HashMap<>();
        for (int i = 1; i <= day.lengthOfMonth(); i++) {
            LocalDate other = day.withDayOfMonth(i);
            String spent = texts.get("budget:" + campaign + ":" + other);
            if (spent != null) {
                month.put(other, Long.valueOf(spent));
            }
        }
        return month;
    }

    private long amount(String key) {
        return Long.parseLong(texts.getOrDefault(key, "0"));
    }

    RankKey anyKey(Random random) {
        return new RankKey("rtb:CATEGORY:shelf-" + random.nextInt(8));
    }

    /** One of everything that projections write. */
    ViewChange writeAnything(Random random) {
        String campaign = "c-" + random.nextInt(6);
        String advertiser = "a-" + campaign.charAt(2) % 3;
        List<List<String>> writes = new ArrayList<>();
        boolean competes = texts.containsKey("facts:" + campaign);
        switch (random.nextInt(8)) {
            case 0 -> {
                hashes.forEach(
                        (key, fields) ->
                                fields.keySet().stream()
                                        .filter(field -> field.startsWith(campaign + " "))
                                        .forEach(
                                                field ->
                                                        writes.add(
                                                                List.of("HDEL", key, field, ""))));
                writes.add(List.of("DEL", "facts:" + campaign, "", ""));
            }
            case 1 -> {
                String facts = random.nextBoolean() ? facts(advertiser) : averagedFacts(advertiser);
                writes.add(List.of("SET", "facts:" + campaign, facts, ""));
            }
            case 2 -> writes.add(List.of("SET", "balance:" + advertiser, some(random), ""));
            case 3 ->
                    writes.add(
                            List.of(
                                    "DAY",
                                    "budget:%s:%s"
                                            .formatted(
                                                    campaign,
                                                    TODAY.minusDays(random.nextInt(5) - 1)),
                                    some(random),
                                    ""));
            case 4 -> writes.add(List.of("SET", "budget:" + campaign + ":total", some(random), ""));
            default -> {
                if (!competes) {
                    writes.add(List.of("SET", "facts:" + campaign, facts(advertiser), ""));
                }
                for (int i = 0; i < 3; i++) {
                    writes.add(
                            List.of(
                                    "HSET",
                                    anyKey(random).value(),
                                    campaign + " p-" + random.nextInt(4),
                                    Integer.toString(70 + random.nextInt(5) * 10)));
                }
            }
        }
        return write(writes);
    }

    private static String some(Random random) {
        return Integer.toString(random.nextInt(1_000));
    }

    /** What the heap has must be what is here. */
    void check(RankHeap heap, String when) {
        for (HeapList list : heap.all()) {
            String key = list.key().value();
            List<RankEntry> expected =
                    hashes.getOrDefault(key, Map.of()).entrySet().stream()
                            .map(
                                    field ->
                                            new RankField(field.getKey(), field.getValue())
                                                    .entry(
                                                            list.key(),
                                                            CampaignFacts.parse(
                                                                    texts.get(
                                                                            "facts:"
                                                                                    + field.getKey()
                                                                                            .split(
                                                                                                    " ")[
                                                                                            0]))))
                            .sorted(RankLists.BEST_FIRST)
                            .toList();
            assertThat(list.entries()).as("%s: %s", when, key).isEqualTo(expected);
            for (LocalDate day : list.days()) {
                for (RankEntry entry : list.entries()) {
                    checkSpending(heap, entry, day, when);
                }
            }
        }
    }

    private void checkSpending(RankHeap heap, RankEntry entry, LocalDate day, String when) {
        String id = entry.campaignId().value();
        long inMonth =
                entry.budget().mode() == BudgetMode.AVERAGED
                        ? month(id, day).values().stream().mapToLong(Long::longValue).sum()
                        : 0;
        assertThat(heap.spending(id, day))
                .as("%s: %s on %s of %s", when, id, day, YearMonth.from(day))
                .isEqualTo(
                        new Spending(
                                amount("balance:" + entry.advertiserId().value()),
                                amount("budget:" + id + ":" + day),
                                inMonth,
                                amount("budget:" + id + ":total")));
    }

    static String facts(String advertiser) {
        return facts(advertiser, BudgetMode.STRICT);
    }

    static String averagedFacts(String advertiser) {
        return facts(advertiser, BudgetMode.AVERAGED);
    }

    private static String facts(String advertiser, BudgetMode mode) {
        return new CampaignFacts(
                        new AdvertiserId(advertiser),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        null,
                        new Budget(Money.won(10_000), null, mode, Pacing.ASAP),
                        Set.of(),
                        Set.of(),
                        false,
                        List.of())
                .text();
    }
}
