package dev.clickledger.query;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
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
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.LineRevenue;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
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
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.eventstore.Registers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A small market's events and register rows, written as the command side writes them: two clicks
 * charged at 260, one of them refunded, one declined, an order matched to the first and partly
 * cancelled.
 */
public final class RecordedMarket {

    public static final AdvertiserId ADVERTISER = new AdvertiserId("a-1");
    public static final CampaignId CAMPAIGN = new CampaignId("c-1");
    public static final ProductId LAMP = new ProductId("lamp");
    public static final Instant MORNING = Instant.parse("2017-11-07T00:00:00Z");
    public static final LocalDate DAY = LocalDate.parse("2017-11-07");

    private static final ProductId BULB = new ProductId("bulb");

    /** Out of stock. */
    private static final ProductId SHADE = new ProductId("shade");

    private static final Category LAMPS = new Category("home/lamps");
    private static final DeviceId DEVICE = new DeviceId("d-1");
    private static final SessionId SESSION = new SessionId("s-1");
    private static final OrderId ORDER = new OrderId("o-1");
    private static final Random RANDOM = new Random(7);

    public static final ClickId FIRST = ClickId.mint(MORNING.plusSeconds(60), RANDOM);
    public static final ClickId DUPLICATE = ClickId.mint(MORNING.plusSeconds(70), RANDOM);
    public static final ClickId DECLINED = ClickId.mint(MORNING.plusSeconds(80), RANDOM);

    private final Connection connection;
    private final Registers registers;
    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> sequences = new HashMap<>();

    private RecordedMarket(Connection connection) {
        this.connection = connection;
        this.registers = Registers.onPostgres(() -> connection);
    }

    public static void record(DataSource dataSource) throws SQLException {
        new RegisterPartitions(dataSource).ensure(MORNING);
        try (Connection connection = dataSource.getConnection()) {
            var market = new RecordedMarket(connection);
            market.setUp();
            market.click();
            market.order();
        }
    }

    private void setUp() throws SQLException {
        append(
                "advertiser/a-1",
                new AdvertiserRegistered(
                        ADVERTISER,
                        "Lamp & Co",
                        "123-45-67890",
                        "https://example.com/c.pdf",
                        at(0)));
        append("balance/a-1", new BalanceOpened(ADVERTISER, at(0)));
        append("advertiser/a-1", new AdvertiserApproved(ADVERTISER, at(1)));
        append(
                "balance/a-1",
                new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.ALLOWED, at(1)));
        var topUp =
                new BalanceToppedUp(
                        ADVERTISER,
                        Money.won(10_000),
                        Money.won(1_000),
                        PaymentMethod.CARD,
                        "pay-1",
                        Money.won(10_000),
                        at(2));
        append("balance/a-1", topUp);
        registers
                .topUps()
                .insert(
                        new RegisteredTopUp(
                                "pay-1",
                                ADVERTISER,
                                topUp.amount(),
                                topUp.vatAmount(),
                                topUp.method(),
                                topUp.balanceAfter(),
                                topUp.at()));
        var period = new Period(MORNING, null);
        var budget = new Budget(Money.won(300), Money.won(5_000), BudgetMode.AVERAGED, Pacing.ASAP);
        append(
                "campaign/c-1",
                new CampaignDrafted(
                        CAMPAIGN,
                        ADVERTISER,
                        "Lamps",
                        period,
                        List.of(
                                new AdvertisedProduct(LAMP, LAMPS),
                                new AdvertisedProduct(BULB, LAMPS),
                                new AdvertisedProduct(SHADE, LAMPS)),
                        List.of(
                                new PlacementBid(Placement.HOME, Money.won(300)),
                                new PlacementBid(Placement.SEARCH, Money.won(200))),
                        List.of(
                                new Keyword("Desk Lamp", KeywordMatch.EXACT, null),
                                new Keyword("desk  lamp", KeywordMatch.EXACT, Money.won(250)),
                                new Keyword("lamp", KeywordMatch.BROAD, null)),
                        List.of("broken lamp"),
                        budget,
                        new Targeting(Set.of(), Set.of(), true),
                        at(3)));
        append(
                "campaign/c-1",
                new CampaignQualityAdjusted(
                        CAMPAIGN,
                        900_000,
                        1_000_000,
                        820_000,
                        5_000,
                        80,
                        19_166,
                        "quality-1",
                        at(3)));
        append("product/" + SHADE, new ProductAvailabilitySet(SHADE, false, at(4)));
        append("campaign/c-1", new CampaignSubmitted(CAMPAIGN, at(4)));
        append("campaign/c-1", new CampaignApproved(CAMPAIGN, at(5)));
        append(
                "campaign/c-1",
                new CampaignQualityAdjusted(
                        CAMPAIGN,
                        990_000,
                        900_000,
                        1_020_000,
                        6_000,
                        118,
                        19_166,
                        "quality-1",
                        at(6)));
        append(
                "balance/a-1",
                new SpendingLimitSet(
                        ADVERTISER, CAMPAIGN, CampaignSpending.ACTIVE, period, budget, at(5)));
    }

    private void click() throws SQLException {
        charge(FIRST, 60, 9_740, 260);
        charge(DUPLICATE, 70, 9_480, 520);
        append(
                "balance/a-1",
                new ClickDeclined(
                        ADVERTISER,
                        DEVICE,
                        SESSION,
                        ad(DECLINED),
                        DeclineReason.DAILY_BUDGET,
                        DAY,
                        at(80)));
        register(DECLINED, 0, DeclineReason.DAILY_BUDGET);
        append(
                "balance/a-1",
                new ClickRefunded(
                        ADVERTISER,
                        CAMPAIGN,
                        DUPLICATE,
                        "dup-" + FIRST,
                        "DUPLICATE_CLICK_DETECTED",
                        Money.won(260),
                        DAY,
                        Money.won(9_740),
                        Money.won(260),
                        Money.won(260),
                        at(360)));
        registers
                .refunds()
                .insert(
                        "dup-" + FIRST,
                        List.of(
                                new RegisteredRefund(
                                        DUPLICATE, Money.won(260), lastOf("balance/a-1"))));
    }

    private void order() throws SQLException {
        append(
                "order/o-1",
                new OrderPlaced(
                        ORDER,
                        new EventId("e-1"),
                        DEVICE,
                        SESSION,
                        ConversionType.PURCHASE,
                        null,
                        List.of(
                                new Line(new LineId("1"), LAMP, 1, Money.won(30_000)),
                                new Line(new LineId("2"), LAMP, 2, Money.won(10_000)),
                                new Line(new LineId("3"), BULB, 1, Money.won(900))),
                        at(100),
                        at(100)));
        append(
                "order/o-1",
                new ConversionMatched(
                        ORDER,
                        LAMP,
                        DEVICE,
                        "cnv-1",
                        FIRST,
                        AdId.of(CAMPAIGN, LAMP),
                        CAMPAIGN,
                        ADVERTISER,
                        Money.won(40_000),
                        at(60),
                        at(100),
                        at(110)));
        append(
                "order/o-1",
                new OrderCancelled(
                        ORDER,
                        new EventId("e-2"),
                        DEVICE,
                        List.of(new LineRevenue(new LineId("2"), Money.ZERO)),
                        List.of(new ProductRevenue(LAMP, Money.won(30_000))),
                        at(200),
                        at(200)));
        append(
                "order/o-1",
                new ConversionRestated(
                        ORDER,
                        LAMP,
                        "cnv-1",
                        FIRST,
                        CAMPAIGN,
                        ADVERTISER,
                        Money.won(40_000),
                        Money.won(30_000),
                        at(210)));
    }

    private void charge(ClickId click, int second, long balanceAfter, long spent)
            throws SQLException {
        append(
                "balance/a-1",
                new ClickCharged(
                        ADVERTISER,
                        DEVICE,
                        SESSION,
                        ad(click),
                        Money.won(260),
                        DAY,
                        Money.won(balanceAfter),
                        Money.won(spent),
                        Money.won(spent),
                        at(second)));
        register(click, 260, null);
    }

    private void register(ClickId click, long amount, @Nullable DeclineReason reason) {
        registers
                .clicks()
                .insert(
                        List.of(
                                new RegisteredClick(
                                        click,
                                        ADVERTISER,
                                        CAMPAIGN,
                                        RegisteredClick.shopper(DEVICE, SESSION),
                                        Money.won(amount),
                                        reason,
                                        DAY,
                                        lastOf("balance/a-1"))));
    }

    private long lastOf(String aggregateId) {
        return sequences.getOrDefault(aggregateId, 0L) - 1;
    }

    private static ServedAd ad(ClickId click) {
        return new ServedAd(
                click,
                new AuctionId(click.value()),
                AdId.of(CAMPAIGN, LAMP),
                CAMPAIGN,
                ADVERTISER,
                LAMP,
                null,
                Placement.HOME,
                LAMPS,
                null,
                null,
                null,
                Money.won(300),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(260),
                250_000_000L,
                9,
                null,
                1,
                click.mintedAt());
    }

    private static Instant at(int second) {
        return MORNING.plusSeconds(second);
    }

    private void append(String aggregateId, DomainEvent event) throws SQLException {
        EventCodec.Encoded encoded = codec.encode(event);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO events.event (event_id, aggregate_id, sequence, type, revision, at, payload)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, aggregateId);
            insert.setLong(3, sequences.merge(aggregateId, 1L, Long::sum) - 1);
            insert.setShort(4, encoded.type());
            insert.setShort(5, encoded.revision());
            insert.setTimestamp(6, Timestamp.from(event.at()));
            insert.setBytes(7, encoded.payload());
            insert.executeUpdate();
        }
    }
}
