package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ads of active campaigns, kept until it is known whose advertisers may spend and which
 * products can be bought: that is said in other aggregates, which may come later in the scan.
 * Bounded by the number of ads.
 */
final class RankShelf {

    /** An ad's place in a rank list. */
    record Placed(String rankKey, RankEntry entry, long offset) {}

    interface Consumer {
        void accept(Placed placed);
    }

    private final Map<AdvertiserId, AdvertiserSpending> spending = new HashMap<>();
    private final Set<ProductId> unavailable = new HashSet<>();
    private final List<Placed> ads = new ArrayList<>();

    void spending(AdvertiserId advertiser, AdvertiserSpending set) {
        spending.put(advertiser, set);
    }

    void unavailable(ProductId product) {
        unavailable.add(product);
    }

    void add(List<Placed> placed) {
        ads.addAll(placed);
    }

    AdvertiserSpending spendingOf(AdvertiserId advertiser) {
        return spending.getOrDefault(advertiser, AdvertiserSpending.NOT_APPROVED);
    }

    void forEachServed(Consumer served) {
        for (Placed placed : ads) {
            if (spendingOf(placed.entry().advertiserId()) == AdvertiserSpending.ALLOWED
                    && !unavailable.contains(placed.entry().productId())) {
                served.accept(placed);
            }
        }
    }
}
