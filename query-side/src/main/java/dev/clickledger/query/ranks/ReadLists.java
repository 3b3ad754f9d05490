package dev.clickledger.query.ranks;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Read for one lookup alone, amounts and all. */
record ReadLists(long version, List<List<RankEntry>> lists, Map<CampaignId, Spending> spending)
        implements RankLists {

    @Override
    public Spending spendingOf(RankEntry entry) {
        return Objects.requireNonNull(spending.get(entry.campaignId()));
    }
}
