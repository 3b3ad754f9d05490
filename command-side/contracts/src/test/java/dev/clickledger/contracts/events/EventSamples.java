package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignRejected;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignTargetingSet;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.LineRevenue;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** One event of each type with everything it can hold, and again with nothing that it may lack. */
public final class EventSamples {

    private static final Instant AT = Instant.parse("2024-01-15T10:30:00.123Z");
    private static final LocalDate DAY = LocalDate.parse("2024-01-15");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("advertiser_50");
    private static final CampaignId CAMPAIGN = new CampaignId("campaign_100");
    private static final ProductId PRODUCT = new ProductId("product_200");
    private static final DeviceId DEVICE = new DeviceId("device_12345");
    private static final SessionId SESSION = new SessionId("session_67890");
    private static final OrderId ORDER = new OrderId("order_789");
    private static final Category CATEGORY = new Category("electronics/computers");
    private static final ClickId CLICK = ClickId.of("018d0c5a-8e1b-7abc-8def-0123456789ab");
    private static final AuctionId AUCTION = AuctionId.of("018d0c5a-8e1b-7123-9abc-def012345678");
    private static final Period PERIOD = new Period(AT, Instant.parse("2024-03-31T15:00:00Z"));
    private static final Budget BUDGET =
            new Budget(Money.won(100_000), Money.won(3_000_000), BudgetMode.AVERAGED, Pacing.EVEN);
    private static final Targeting TARGETING =
            new Targeting(
                    Set.of(DeviceType.MOBILE, DeviceType.DESKTOP),
                    Set.of(AgeGroup.TWENTIES, AgeGroup.FROM_60),
                    true);
    private static final List<AdvertisedProduct> PRODUCTS =
            List.of(new AdvertisedProduct(PRODUCT, CATEGORY));
    private static final List<PlacementBid> BIDS =
            List.of(
                    new PlacementBid(Placement.HOME, Money.won(1_500)),
                    new PlacementBid(Placement.SEARCH, Money.won(300)));
    private static final List<Keyword> KEYWORDS =
            List.of(
                    new Keyword("노트북", KeywordMatch.EXACT, Money.won(500)),
                    new Keyword("laptop", KeywordMatch.BROAD, null));
    private static final String CONVERSION = "cnv-0123456789abcdef0123456789abcdef";

    public static final ServedAd FULL_AD =
            new ServedAd(
                    CLICK,
                    AUCTION,
                    AdId.of(CAMPAIGN, PRODUCT),
                    CAMPAIGN,
                    ADVERTISER,
                    PRODUCT,
                    new PublisherId("publisher_1"),
                    Placement.SEARCH,
                    CATEGORY,
                    "노트북",
                    DeviceType.MOBILE,
                    AgeGroup.THIRTIES,
                    Money.won(500),
                    1_250_000,
                    Money.won(70),
                    Money.won(10),
                    Money.won(410),
                    500_000_000L,
                    81_234,
                    "half-off",
                    1,
                    AT);

    public static final ServedAd BARE_AD =
            new ServedAd(
                    CLICK,
                    AUCTION,
                    AdId.of(CAMPAIGN, PRODUCT),
                    CAMPAIGN,
                    ADVERTISER,
                    PRODUCT,
                    null,
                    Placement.HOME,
                    CATEGORY,
                    null,
                    null,
                    null,
                    Money.won(500),
                    1_000_000,
                    Money.won(70),
                    Money.won(10),
                    Money.won(70),
                    null,
                    81_234,
                    null,
                    1,
                    AT);

    /** One of every type. */
    public static final List<DomainEvent> FULL =
            List.of(
                    new AdvertiserRegistered(
                            ADVERTISER, "한컴퓨터", "123-45-67890", "https://han.example/c.pdf", AT),
                    new AdvertiserApproved(ADVERTISER, AT),
                    new AdvertiserRejected(ADVERTISER, "the contract is not signed", AT),
                    new AdvertiserReapplied(ADVERTISER, AT),
                    new AdvertiserSuspended(ADVERTISER, "invoices unpaid", AT),
                    new CampaignDrafted(
                            CAMPAIGN,
                            ADVERTISER,
                            "Spring laptops",
                            PERIOD,
                            PRODUCTS,
                            BIDS,
                            KEYWORDS,
                            List.of("used"),
                            BUDGET,
                            TARGETING,
                            AT),
                    new CampaignSubmitted(CAMPAIGN, AT),
                    new CampaignApproved(CAMPAIGN, AT),
                    new CampaignRejected(CAMPAIGN, "wrong category", AT),
                    new CampaignPaused(CAMPAIGN, AT),
                    new CampaignResumed(CAMPAIGN, AT),
                    new CampaignEnded(CAMPAIGN, AT),
                    new CampaignBidsSet(CAMPAIGN, BIDS, AT),
                    new CampaignBudgetSet(CAMPAIGN, BUDGET, AT),
                    new CampaignProductsSet(CAMPAIGN, PRODUCTS, AT),
                    new CampaignKeywordsSet(CAMPAIGN, KEYWORDS, List.of("used"), AT),
                    new CampaignTargetingSet(CAMPAIGN, TARGETING, AT),
                    new CampaignPeriodSet(CAMPAIGN, PERIOD, AT),
                    new CampaignQualityAdjusted(
                            CAMPAIGN,
                            1_210_000,
                            1_100_000,
                            1_384_615,
                            12_000,
                            310,
                            19_166,
                            "quality-1",
                            AT),
                    new CampaignBudgetReconciled(
                            CAMPAIGN,
                            DAY,
                            BudgetDeviation.COUNTER_TOO_LOW,
                            Money.won(9_000),
                            Money.won(12_000),
                            Money.won(12_000),
                            Money.won(12_410),
                            Money.won(12_410),
                            AT,
                            AT.plusSeconds(9)),
                    new CampaignBudgetNearlySpent(
                            CAMPAIGN, DAY, Money.won(95_100), Money.won(100_000), 95, 1, AT),
                    new CampaignBudgetPaused(
                            CAMPAIGN, DAY, Money.won(95_100), Money.won(100_000), 95, 1, AT),
                    new CampaignBudgetResumed(CAMPAIGN, DAY.plusDays(1), AT),
                    new BalanceOpened(ADVERTISER, AT),
                    new BalanceToppedUp(
                            ADVERTISER,
                            Money.won(500_000),
                            Money.won(50_000),
                            PaymentMethod.CARD,
                            "pay-2024-0001",
                            Money.won(512_000),
                            AT),
                    new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.ALLOWED, AT),
                    new SpendingLimitSet(
                            ADVERTISER, CAMPAIGN, CampaignSpending.ACTIVE, PERIOD, BUDGET, AT),
                    new ClickCharged(
                            ADVERTISER,
                            DEVICE,
                            SESSION,
                            FULL_AD,
                            Money.won(410),
                            DAY,
                            Money.won(511_590),
                            Money.won(1_230),
                            Money.won(45_510),
                            AT),
                    new ClickDeclined(
                            ADVERTISER,
                            DEVICE,
                            SESSION,
                            FULL_AD,
                            DeclineReason.DAILY_BUDGET,
                            DAY,
                            AT),
                    new ClickRefunded(
                            ADVERTISER,
                            CAMPAIGN,
                            CLICK,
                            "dup-018d0c5a-8e1b-7abc-8def-0123456789aa",
                            "DUPLICATE_CLICK_DETECTED",
                            Money.won(410),
                            DAY,
                            Money.won(512_000),
                            Money.won(820),
                            Money.won(45_100),
                            AT),
                    new OrderPlaced(
                            ORDER,
                            new EventId("evt-1"),
                            DEVICE,
                            SESSION,
                            ConversionType.PURCHASE,
                            "https://example.com/product/200",
                            List.of(
                                    new Line(
                                            new LineId("line-1"),
                                            PRODUCT,
                                            2,
                                            Money.won(50_000),
                                            ADVERTISER)),
                            AT.minusSeconds(1),
                            AT),
                    new OrderCancelled(
                            ORDER,
                            new EventId("evt-2"),
                            DEVICE,
                            List.of(new LineRevenue(new LineId("line-1"), Money.won(20_000))),
                            List.of(new ProductRevenue(PRODUCT, Money.won(20_000))),
                            AT.minusSeconds(1),
                            AT),
                    new ConversionMatched(
                            ORDER,
                            PRODUCT,
                            DEVICE,
                            CONVERSION,
                            CLICK,
                            AdId.of(CAMPAIGN, PRODUCT),
                            CAMPAIGN,
                            ADVERTISER,
                            Money.won(50_000),
                            AT.minusSeconds(600),
                            AT.minusSeconds(1),
                            AT),
                    new ConversionRestated(
                            ORDER,
                            PRODUCT,
                            CONVERSION,
                            CLICK,
                            CAMPAIGN,
                            ADVERTISER,
                            Money.won(50_000),
                            Money.won(20_000),
                            AT),
                    new ConversionRetracted(
                            ORDER,
                            PRODUCT,
                            CONVERSION,
                            CLICK,
                            CAMPAIGN,
                            ADVERTISER,
                            Money.won(20_000),
                            AT),
                    new ProductAvailabilitySet(PRODUCT, false, AT),
                    new SandboxClockMoved(AT));

    /** Those that may lack something, without it. */
    public static final List<DomainEvent> BARE =
            List.of(
                    new CampaignDrafted(
                            CAMPAIGN,
                            ADVERTISER,
                            "Spring laptops",
                            new Period(AT, null),
                            PRODUCTS,
                            BIDS,
                            List.of(),
                            List.of(),
                            Budget.strict(Money.won(100_000), null),
                            Targeting.EVERYBODY,
                            AT),
                    new CampaignBudgetSet(CAMPAIGN, Budget.strict(Money.won(100_000), null), AT),
                    new CampaignPeriodSet(CAMPAIGN, new Period(AT, null), AT),
                    new CampaignBudgetReconciled(
                            CAMPAIGN,
                            DAY,
                            BudgetDeviation.STREAM_TOO_LOW,
                            null,
                            null,
                            Money.won(12_000),
                            Money.won(7_000),
                            Money.won(12_410),
                            AT,
                            AT.plusSeconds(9)),
                    new BalanceToppedUp(
                            ADVERTISER,
                            Money.won(500_000),
                            null,
                            PaymentMethod.BANK_TRANSFER,
                            "pay-2024-0001",
                            Money.won(512_000),
                            AT),
                    new ClickDeclined(
                            ADVERTISER,
                            DEVICE,
                            SESSION,
                            BARE_AD,
                            DeclineReason.ADVERTISER_SUSPENDED,
                            DAY,
                            AT),
                    new OrderPlaced(
                            ORDER,
                            new EventId("evt-1"),
                            DEVICE,
                            SESSION,
                            ConversionType.SIGNUP,
                            null,
                            List.of(new Line(new LineId("line-1"), PRODUCT, 1, Money.ZERO)),
                            AT,
                            AT));

    private EventSamples() {}
}
