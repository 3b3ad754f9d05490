package dev.clickledger.query;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Builds an entry of a rank list; unless told otherwise it may be shown to anybody, any time. */
public final class AdInRank {

    public static final Category LAMPS = new Category("home/lamps");

    private final String name;
    private String campaign;
    private String advertiser;
    private String product;
    private Category category = LAMPS;
    private long bid = 300;
    private long quality = RankEntry.QUALITY_OF_ONE;
    private Instant from = Instant.EPOCH;
    private Instant until;
    private long daily = 100_000;
    private Money total;
    private BudgetMode mode = BudgetMode.STRICT;
    private Pacing pacing = Pacing.ASAP;
    private Set<DeviceType> devices = Set.of();
    private Set<AgeGroup> ages = Set.of();
    private boolean parentCategories;
    private KeywordMatch match;
    private String keyword;
    private List<String> negativeKeywords = List.of();

    private AdInRank(String name) {
        this.name = name;
        this.campaign = "campaign-" + name;
        this.advertiser = "seller-" + name;
        this.product = "product-" + name;
    }

    public static AdInRank ad(String name) {
        return new AdInRank(name);
    }

    public AdInRank campaign(String id) {
        campaign = id;
        return this;
    }

    public AdInRank advertiser(String id) {
        advertiser = id;
        return this;
    }

    public AdInRank product(String id) {
        product = id;
        return this;
    }

    public AdInRank category(String path) {
        category = new Category(path);
        return this;
    }

    public AdInRank bid(long amount) {
        bid = amount;
        return this;
    }

    public AdInRank quality(long millionths) {
        quality = millionths;
        return this;
    }

    public AdInRank from(Instant start) {
        from = start;
        return this;
    }

    public AdInRank until(Instant end) {
        until = end;
        return this;
    }

    public AdInRank daily(long amount) {
        daily = amount;
        return this;
    }

    public AdInRank total(long amount) {
        total = Money.won(amount);
        return this;
    }

    public AdInRank averaged() {
        mode = BudgetMode.AVERAGED;
        return this;
    }

    public AdInRank even() {
        pacing = Pacing.EVEN;
        return this;
    }

    public AdInRank devices(DeviceType... types) {
        devices = Set.of(types);
        return this;
    }

    public AdInRank ages(AgeGroup... groups) {
        ages = Set.of(groups);
        return this;
    }

    public AdInRank inParentCategories() {
        parentCategories = true;
        return this;
    }

    public AdInRank keyword(KeywordMatch how, String text) {
        match = how;
        keyword = text;
        return this;
    }

    public AdInRank without(String... negative) {
        negativeKeywords = List.of(negative);
        return this;
    }

    public RankEntry build() {
        return new RankEntry(
                new AdId(name),
                new CampaignId(campaign),
                new AdvertiserId(advertiser),
                new ProductId(product),
                category,
                Money.won(bid),
                quality,
                from,
                until,
                new Budget(Money.won(daily), total, mode, pacing),
                devices,
                ages,
                parentCategories,
                match,
                keyword,
                negativeKeywords);
    }
}
