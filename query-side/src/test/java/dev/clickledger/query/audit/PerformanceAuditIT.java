package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.query.ProjectedMarket;
import dev.clickledger.query.RecordedMarket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stream job's totals beside what the real projections made of a small market. */
class PerformanceAuditIT {

    private static final Instant START = BusinessDays.SEOUL.startOf(RecordedMarket.DAY);
    private static final Instant END = START.plus(Duration.ofDays(1));
    private static final Instant SETTLED = END.plus(Duration.ofHours(25));

    private static final String RIGHT = "2, 1, 1, 30000, 520, 260";

    private static ProjectedMarket market;

    @BeforeAll
    static void projectAMarket() throws SQLException {
        market = new ProjectedMarket();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @AfterEach
    void forget() {
        market.sql("DELETE FROM traffic.performance");
    }

    @Test
    void saysNothingWhereNothingWasTold() {
        AuditReport report = verify();

        assertThat(report.clean()).isTrue();
        assertThat(report.counts()).doesNotContainKey("campaign days of performance");
    }

    @Test
    void comparesADayThatIsOver() {
        tell("c-1", RecordedMarket.DAY, RIGHT, SETTLED);

        AuditReport report = verify();

        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.counts()).containsEntry("campaign days of performance", 1L);
    }

    @Test
    void namesADayWithOtherTotals() {
        tell("c-1", RecordedMarket.DAY, "2, 0, 1, 40000, 520, 0", SETTLED);

        assertThat(verify().discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.where())
                                    .isEqualTo(
                                            "traffic.performance campaign_id=c-1 business_day="
                                                    + RecordedMarket.DAY);
                            assertThat(found.expected())
                                    .isEqualTo(
                                            "clicks=2, charged=520, refunds=1, refunded=260, conversions=1, revenue=30000");
                            assertThat(found.found())
                                    .isEqualTo(
                                            "clicks=2, charged=520, refunds=0, refunded=0, conversions=1, revenue=40000");
                        });
    }

    @Test
    void comparesClicksAloneWhileOrdersCanStillBeReported() {
        tell("c-1", RecordedMarket.DAY, "2, 0, 0, 0, 520, 0", SETTLED.minusMillis(1));
        assertThat(verify().discrepancies()).isEmpty();
        market.sql("UPDATE traffic.performance SET clicks = 3");

        assertThat(verify().discrepancies())
                .singleElement()
                .satisfies(found -> assertThat(found.found()).isEqualTo("clicks=3, charged=520"));
    }

    @Test
    void leavesADayAloneThatIsNotOver() {
        tell("c-1", RecordedMarket.DAY, "1, 0, 0, 0, 260, 0", END.minusMillis(1));

        AuditReport report = verify();

        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.counts()).doesNotContainKey("campaign days of performance");
    }

    @Test
    void namesADayThatNobodyTold() {
        tell("c-9", RecordedMarket.DAY, "0, 0, 0, 0, 0, 0", SETTLED);

        assertThat(verify().discrepancies())
                .singleElement()
                .satisfies(found -> assertThat(found.found()).isEqualTo("no row"));
    }

    @Test
    void leavesDaysAloneFromBeforeTheFirstThatWasTold() {
        tell("c-1", RecordedMarket.DAY.plusDays(1), "0, 0, 0, 0, 0, 0", SETTLED);

        assertThat(verify().discrepancies()).isEmpty();
    }

    /**
     * @param totals clicks, invalid ones, conversions, revenue, charged, refunded
     */
    private static void tell(String campaign, LocalDate day, String totals, Instant through) {
        Instant start = BusinessDays.SEOUL.startOf(day);
        market.sql(
                """
                INSERT INTO traffic.performance
                    (entity, entity_id, window_length, window_start, window_end, business_day, revision, complete, through,
                     impressions, viewable_impressions, clicks, invalid_clicks, conversions, revenue, charged, refunded)
                VALUES ('CAMPAIGN', '%s', 'ONE_DAY', '%s', '%s', '%s', 1, true, '%s', 10, 5, %s)
                """
                        .formatted(
                                campaign,
                                start,
                                start.plus(Duration.ofDays(1)),
                                day,
                                through,
                                totals));
    }

    private static AuditReport verify() {
        return new AuditVerification(market.dataSource(), null, SealTrust.NONE)
                .run(AuditProgress.UNHEARD);
    }
}
