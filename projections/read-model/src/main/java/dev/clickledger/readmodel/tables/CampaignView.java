package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as it stands. */
@Entity
@Table(schema = "views", name = "campaign")
public class CampaignView {

    @Id
    @Column(name = "campaign_id")
    private String campaignId;

    @Column(name = "advertiser_id")
    private String advertiserId;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private CampaignStatus status;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Column(name = "daily_budget")
    private long dailyBudget;

    @Column(name = "total_budget")
    private @Nullable Long totalBudget;

    @Enumerated(EnumType.STRING)
    @Column(name = "budget_mode")
    private BudgetMode budgetMode;

    @Enumerated(EnumType.STRING)
    @Column(name = "pacing")
    private Pacing pacing;

    @Convert(converter = JsonColumn.OfProducts.class)
    @Column(name = "products")
    private List<AdvertisedProduct> products;

    @Convert(converter = JsonColumn.OfBids.class)
    @Column(name = "bids")
    private List<PlacementBid> bids;

    @Convert(converter = JsonColumn.OfKeywords.class)
    @Column(name = "keywords")
    private List<Keyword> keywords;

    @Convert(converter = JsonColumn.OfTexts.class)
    @Column(name = "negative_keywords")
    private List<String> negativeKeywords;

    @Convert(converter = JsonColumn.OfTargeting.class)
    @Column(name = "targeting")
    private Targeting targeting;

    @Column(name = "quality")
    private long quality;

    @Column(name = "drafted_at")
    private Instant draftedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected CampaignView() {}

    public CampaignView(
            String campaignId,
            String advertiserId,
            String name,
            CampaignStatus status,
            @Nullable String reason,
            Instant startsAt,
            @Nullable Instant endsAt,
            long dailyBudget,
            @Nullable Long totalBudget,
            BudgetMode budgetMode,
            Pacing pacing,
            List<AdvertisedProduct> products,
            List<PlacementBid> bids,
            List<Keyword> keywords,
            List<String> negativeKeywords,
            Targeting targeting,
            long quality,
            Instant draftedAt,
            Instant updatedAt,
            long position) {
        this.campaignId = campaignId;
        this.advertiserId = advertiserId;
        this.name = name;
        this.status = status;
        this.reason = reason;
        this.startsAt = startsAt;
        this.endsAt = endsAt;
        this.dailyBudget = dailyBudget;
        this.totalBudget = totalBudget;
        this.budgetMode = budgetMode;
        this.pacing = pacing;
        this.products = products;
        this.bids = bids;
        this.keywords = keywords;
        this.negativeKeywords = negativeKeywords;
        this.targeting = targeting;
        this.quality = quality;
        this.draftedAt = draftedAt;
        this.updatedAt = updatedAt;
        this.position = position;
    }

    public String campaignId() {
        return campaignId;
    }

    public String advertiserId() {
        return advertiserId;
    }

    public String name() {
        return name;
    }

    public CampaignStatus status() {
        return status;
    }

    /** Of the last rejection, while it holds. */
    public @Nullable String reason() {
        return reason;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public @Nullable Instant endsAt() {
        return endsAt;
    }

    public long dailyBudget() {
        return dailyBudget;
    }

    public @Nullable Long totalBudget() {
        return totalBudget;
    }

    public BudgetMode budgetMode() {
        return budgetMode;
    }

    public Pacing pacing() {
        return pacing;
    }

    public List<AdvertisedProduct> products() {
        return products;
    }

    public List<PlacementBid> bids() {
        return bids;
    }

    public List<Keyword> keywords() {
        return keywords;
    }

    public List<String> negativeKeywords() {
        return negativeKeywords;
    }

    public Targeting targeting() {
        return targeting;
    }

    /** In millionths. */
    public long quality() {
        return quality;
    }

    public Instant draftedAt() {
        return draftedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Offset of the newest event in it. */
    public long position() {
        return position;
    }
}
