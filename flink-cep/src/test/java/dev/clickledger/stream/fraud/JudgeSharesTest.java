package dev.clickledger.stream.fraud;

import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeSharesTest {

    private KeyedOneInputStreamOperatorTestHarness<String, AdShare, CompensationRecord> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new JudgeShares(FraudPolicyFile.shipped())),
                        AdShare::adId,
                        Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void marksAnAdOfWhichSurelyMoreThanATenthIsClicked() throws Exception {
        send("much", NOON, 100, 20);
        send("much", NOON, 100, 25);
        send("usual", NOON, 10_000, 1_000);
        send("few", NOON, 5, 2);
        harness.processWatermark(NOON + HOUR + HOUR);
        assertThat(harness.extractOutputValues()).isEmpty();
        harness.processWatermark(NOON + 2 * HOUR + 2 * MINUTE);

        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(
                        mark -> {
                            assertThat(mark.compensationId()).isEqualTo("ctr-much-" + NOON);
                            assertThat(mark.timestamp())
                                    .isEqualTo(Instant.ofEpochMilli(NOON + HOUR));
                            assertThat(mark.deviceId()).isNull();
                            assertThat(mark.verdict()).isEqualTo("MARK");
                            assertThat(mark.clickIds()).isEmpty();
                            assertThat(mark.evidence()).hasSize(2);
                            assertThat(mark.explanation())
                                    .startsWith("45 of 200 servings were clicked");
                        });
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void judgesEachHourByItself() throws Exception {
        send("ad", NOON, 1_000, 0);
        send("ad", NOON + HOUR, 100, 40);
        harness.processWatermark(NOON + 12 * HOUR);

        assertThat(harness.extractOutputValues())
                .extracting(CompensationRecord::compensationId)
                .containsExactly("ctr-ad-" + (NOON + HOUR));
    }

    /** Published values of Wilson's interval: 8 of 10 at 1.96 is 0.4902 to 0.9433. */
    @Test
    void countsLittleOfFew() {
        assertThat(share("ad", NOON, 10, 8).surelyAbove(1.96)).isEqualTo(0.4902, within(0.0001));
        assertThat(share("ad", NOON, 1, 1).surelyAbove(3)).isEqualTo(0.1, within(1e-9));
        assertThat(share("ad", NOON, 0, 0).surelyAbove(3)).isZero();
        assertThat(share("ad", NOON, 1_000, 0).surelyAbove(3)).isEqualTo(0, within(1e-9));
    }

    private void send(String ad, long hour, long shown, long clicked) throws Exception {
        harness.processElement(share(ad, hour, shown, clicked), hour);
    }

    private static AdShare share(String ad, long hour, long shown, long clicked) {
        return new AdShare(
                ad,
                "campaign",
                "advertiser",
                hour,
                shown,
                clicked,
                List.of(new EvidenceClick("c" + clicked, Instant.ofEpochMilli(hour))));
    }
}
