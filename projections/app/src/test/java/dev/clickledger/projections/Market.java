package dev.clickledger.projections;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.events.PaymentMethod;
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
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An advertiser with a campaign, some money and shoppers: the events that tests are about. */
public final class Market {

    public static final Instant START = Instant.parse("2017-11-07T00:00:00Z");
    public static final Category LAPTOPS = new Category("electronics/computers");
    public static final Period PERIOD = new Period(START, START.plus(Duration.ofDays(30)));

    private static final long CLICK_PRICE = 100;

    private final SplittableRandom random;
    private final String name;
    private long balance;
    private long spent;

    /**
     * @param name tells it from other markets in the same store; seeds its ids, too
     */
    public Market(String name) {
        this.name = name;
        this.random = new SplittableRandom(name.hashCode());
    }

    public AdvertiserId advertiser() {
        return new AdvertiserId("advertiser-" + name);
    }

    public CampaignId campaign() {
        return new CampaignId("campaign-" + name);
    }

    public ProductId product(int number) {
        return new ProductId("product-" + name + "-" + number);
    }

    /** Under which it stands in a rank list of Redis that is not one of keywords. */
    public String field(int product) {
        return campaign().value() + " " + product(product).value();
    }

    public AdId ad(int product) {
        return AdId.of(campaign(), product(product));
    }

    public DeviceId device(int number) {
        return new DeviceId("device-" + name + "-" + number);
    }

    public static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    public AdvertisedProduct advertised(int product) {
        return new AdvertisedProduct(product(product), LAPTOPS);
    }

    public CampaignDrafted drafted(
            List<AdvertisedProduct> products, Map<Placement, Long> bids, Keyword... keywords) {
        return new CampaignDrafted(
                campaign(),
                advertiser(),
                "Campaign " + name,
                PERIOD,
                products,
                bids(bids),
                List.of(keywords),
                List.of(),
                Budget.strict(Money.won(100_000), null),
                Targeting.EVERYBODY,
                START);
    }

    public static List<PlacementBid> bids(Map<Placement, Long> bids) {
        return bids.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bid -> new PlacementBid(bid.getKey(), Money.won(bid.getValue())))
                .toList();
    }

    public AdvertiserSpendingSet spending(AdvertiserSpending spending) {
        return new AdvertiserSpendingSet(advertiser(), spending, START);
    }

    public static CampaignQualityAdjusted adjusted(
            CampaignId campaign, long quality, long previous, Instant at) {
        return new CampaignQualityAdjusted(
                campaign, quality, previous, 1_384_615, 12_000, 310, 19_166, "quality-1", at);
    }

    /** An approved advertiser with an active campaign for product 1 on HOME and CATEGORY. */
    public List<DomainEvent> opened() {
        return List.of(
                new AdvertiserRegistered(
                        advertiser(), "Shop " + name, "123-45-67890", "https://x.example/c", START),
                new BalanceOpened(advertiser(), START),
                new AdvertiserApproved(advertiser(), START),
                spending(AdvertiserSpending.ALLOWED),
                toppedUp(1_000_000),
                drafted(
                        List.of(advertised(1)),
                        Map.of(Placement.HOME, 300L, Placement.CATEGORY, 250L)),
                new CampaignApproved(campaign(), START));
    }

    public BalanceToppedUp toppedUp(long amount) {
        balance += amount;
        return new BalanceToppedUp(
                advertiser(),
                Money.won(amount),
                null,
                PaymentMethod.CARD,
                "payment-" + name + "-" + balance,
                Money.won(balance),
                START);
    }

    public ClickCharged click(int device, Instant at) {
        balance -= CLICK_PRICE;
        spent += CLICK_PRICE;
        var ad =
                new ServedAd(
                        ClickId.mint(at, random),
                        AuctionId.mint(at, random),
                        ad(1),
                        campaign(),
                        advertiser(),
                        product(1),
                        null,
                        Placement.HOME,
                        LAPTOPS,
                        null,
                        null,
                        null,
                        Money.won(300),
                        1_000_000,
                        Money.won(70),
                        Money.won(10),
                        Money.won(CLICK_PRICE),
                        null,
                        0,
                        null,
                        1,
                        at);
        return new ClickCharged(
                advertiser(),
                device(device),
                new SessionId("session-" + name),
                ad,
                Money.won(CLICK_PRICE),
                BusinessDays.SEOUL.of(at),
                Money.won(balance),
                Money.won(spent),
                Money.won(spent),
                at);
    }

    public ClickRefunded refund(ClickCharged click, Instant at) {
        balance += CLICK_PRICE;
        spent -= CLICK_PRICE;
        return new ClickRefunded(
                advertiser(),
                campaign(),
                click.ad().clickId(),
                "dup-" + click.ad().clickId(),
                "DUPLICATE_CLICK_DETECTED",
                click.amount(),
                click.businessDay(),
                Money.won(balance),
                Money.won(spent),
                Money.won(spent),
                at);
    }

    /** Two lines of product 1 and one of product 2. */
    public OrderPlaced order(int number, int device, Instant at) {
        return new OrderPlaced(
                orderId(number),
                new EventId("placed-" + name + "-" + number),
                device(device),
                new SessionId("session-" + name),
                ConversionType.PURCHASE,
                null,
                List.of(line(1, 1, 20_000), line(2, 2, 5_000), line(3, 1, 10_000)),
                at,
                at);
    }

    public OrderCancelled cancellation(int number, int device, Instant at) {
        return new OrderCancelled(
                orderId(number),
                new EventId("cancelled-" + name + "-" + number),
                device(device),
                List.of(),
                List.of(
                        new ProductRevenue(product(1), Money.won(10_000)),
                        new ProductRevenue(product(2), Money.ZERO)),
                at,
                at);
    }

    public OrderId orderId(int number) {
        return new OrderId("order-" + name + "-" + number);
    }

    public long balance() {
        return balance;
    }

    public long spent() {
        return spent;
    }

    private Line line(int number, int product, long revenue) {
        return new Line(new LineId("line-" + number), product(product), 1, Money.won(revenue));
    }
}
