package dev.clickledger.checks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.query.audit.AuditProgress;
import dev.clickledger.query.audit.AuditReport;
import dev.clickledger.query.audit.AuditVerification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The store's account of what happened, made from its events alone and held against the callers'.
 */
final class Reckoning {

    private static final int PAGE = 5_000;

    private final Map<ClickId, ClickCharged> charged = new HashMap<>();
    private final Map<ClickId, ClickDeclined> declined = new HashMap<>();
    private final Map<ClickId, ClickRefunded> refunded = new HashMap<>();
    private final Map<String, Long> credited = new HashMap<>();
    private final Map<AdvertiserId, Long> balances = new HashMap<>();
    private final Map<CampaignDay, Long> spent = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<CampaignId, Long> dailyBudgets = new HashMap<>();

    private record CampaignDay(CampaignId campaign, LocalDate day) {}

    private Reckoning(Market market) {
        market.campaigns().forEach(one -> dailyBudgets.put(one.id(), one.dailyBudget()));
    }

    static Reckoning of(Market market, DataSource dataSource) {
        var reckoning = new Reckoning(market);
        var reader = new EventReader(dataSource);
        Position from = Position.START;
        Slice slice;
        do {
            slice = reader.read(from, PAGE);
            slice.events().forEach(stored -> reckoning.add(stored.event()));
            from = slice.upTo();
        } while (!slice.caughtUp());
        return reckoning;
    }

    private void add(DomainEvent event) {
        switch (event) {
            case BalanceToppedUp e -> {
                if (credited.put(e.paymentReference(), e.amount().amount()) != null) {
                    wrong.add("credited twice: " + e);
                }
                move(e.advertiserId(), e.amount().amount(), e.balanceAfter(), e);
            }
            case ClickCharged e -> {
                if (charged.put(e.ad().clickId(), e) != null) {
                    wrong.add("charged twice: " + e);
                }
                move(e.advertiserId(), -e.amount().amount(), e.balanceAfter(), e);
                spend(e.ad().campaignId(), e.businessDay(), e.amount().amount(), e);
            }
            case ClickDeclined e -> {
                if (declined.put(e.ad().clickId(), e) != null) {
                    wrong.add("declined twice: " + e);
                }
            }
            case ClickRefunded e -> {
                if (refunded.put(e.clickId(), e) != null) {
                    wrong.add("refunded twice: " + e);
                }
                ClickCharged original = charged.get(e.clickId());
                if (original == null || !original.amount().equals(e.amount())) {
                    wrong.add("refunded what was not charged: " + e);
                }
                move(e.advertiserId(), e.amount().amount(), e.balanceAfter(), e);
                spend(e.campaignId(), e.businessDay(), -e.amount().amount(), e);
            }
            default -> {
                // Of campaigns and advertisers: nothing to reckon.
            }
        }
    }

    private void move(AdvertiserId advertiser, long by, Money after, DomainEvent event) {
        long balance = balances.merge(advertiser, by, Math::addExact);
        if (balance < 0 || balance != after.amount()) {
            wrong.add("the balance is " + balance + " after " + event);
        }
    }

    private void spend(CampaignId campaign, LocalDate day, long by, DomainEvent event) {
        long sum = spent.merge(new CampaignDay(campaign, day), by, Math::addExact);
        if (sum < 0 || sum > dailyBudgets.get(campaign)) {
            wrong.add("spent on the day are " + sum + " after " + event);
        }
    }

    Set<ClickId> refundedClicks() {
        return refunded.keySet();
    }

    int decided() {
        return charged.size() + declined.size();
    }

    /** No acknowledged thing is missing, other than told, or there twice. */
    void mustAgreeWith(Load load) {
        assertThat(wrong).isEmpty();
        assertThat(load.wrong()).isEmpty();
        assertThat(charged.keySet()).noneMatch(declined.keySet()::contains);
        load.told()
                .forEach(
                        (id, told) -> {
                            if (told.outcome().equals("CHARGED")) {
                                ClickCharged event = charged.get(id);
                                assertThat(event)
                                        .as("the acknowledged charge of " + id)
                                        .isNotNull();
                                assertThat(event.amount().amount()).isEqualTo(told.amount());
                            } else {
                                ClickDeclined event = declined.get(id);
                                assertThat(event).as("the declined click " + id).isNotNull();
                                assertThat(event.reason().name()).isEqualTo(told.declineReason());
                            }
                        });
        assertThat(credited).containsAllEntriesOf(load.credited());
        assertThat(load.toRefund().keySet()).containsAll(refunded.keySet());
    }

    /** Every caller has its answer: there is nothing in the store that nobody knows of. */
    void mustHoldNothingElseThan(Load load) {
        assertThat(decided()).isEqualTo(load.told().size());
        assertThat(load.told().keySet()).containsAll(charged.keySet());
    }

    static void registersMustAgree(DataSource dataSource) {
        AuditReport report =
                new AuditVerification(dataSource, null, SealTrust.NONE).run(AuditProgress.UNHEARD);
        assertThat(report.discrepancies()).isEmpty();
        long rows =
                JdbcClient.create(dataSource)
                        .sql("SELECT count(*) FROM events.click_register")
                        .query(Long.class)
                        .single();
        assertThat(report.counts().get("clicks charged") + report.counts().get("clicks declined"))
                .isEqualTo(rows);
    }
}
