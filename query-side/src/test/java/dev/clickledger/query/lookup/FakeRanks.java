package dev.clickledger.query.lookup;

import dev.clickledger.query.AdInRank;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.RankSource;
import dev.clickledger.query.ranks.RankSourceDownException;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.query.ranks.TrafficCurve;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One list for every key, balances of a million unless told. */
final class FakeRanks implements RankSource {

    final List<RankEntry> entries = new ArrayList<>();
    final Map<String, Long> balances = new HashMap<>();
    final Map<String, Long> spentOnDay = new HashMap<>();
    final Map<String, Long> spentInMonth = new HashMap<>();
    final Map<String, Long> spentInTotal = new HashMap<>();
    private final long version;
    boolean down;

    FakeRanks(long version) {
        this.version = version;
    }

    void add(AdInRank ad) {
        entries.add(ad.build());
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        if (down) {
            throw new RankSourceDownException("down", null);
        }
        List<RankEntry> sorted = entries.stream().sorted(RankLists.BEST_FIRST).toList();
        return new RankLists() {
            @Override
            public long version() {
                return version;
            }

            @Override
            public List<List<RankEntry>> lists() {
                return List.of(sorted);
            }

            @Override
            public Spending spendingOf(RankEntry entry) {
                String campaign = entry.campaignId().value();
                return new Spending(
                        balances.getOrDefault(entry.advertiserId().value(), 1_000_000L),
                        spentOnDay.getOrDefault(campaign + "/" + businessDay, 0L),
                        spentInMonth.getOrDefault(campaign, 0L),
                        spentInTotal.getOrDefault(campaign, 0L));
            }
        };
    }

    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        return TrafficCurve.UNKNOWN;
    }
}
