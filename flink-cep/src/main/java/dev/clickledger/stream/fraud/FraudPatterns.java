package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.stream.duplicates.DetectDuplicateClicks;
import dev.clickledger.stream.duplicates.DeviceAd;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.policy.FraudPolicy;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Judged clicks and impressions in, verdicts out.
 *
 * <pre>
 * judged ─┬ runs of (device, ad), (device, session), device ─┬ marks ───────► compensations
 *         │                                                  └ refund once ─► compensations, invalid clicks
 *         ├ with impressions: fast, unseen, click-through rate ─────────────► compensations
 *         └ duplicates ─────────────────────────────────────────────────────► compensations, invalid clicks
 * </pre>
 */
public final class FraudPatterns {

    private final Duration refundSpan;
    private final DataStream<CompensationRecord> compensations;
    private final DataStream<InvalidClick> refunded;
    private final DataStream<InvalidClick> duplicates;

    private FraudPatterns(
            Duration refundSpan,
            DataStream<CompensationRecord> compensations,
            DataStream<InvalidClick> refunded,
            DataStream<InvalidClick> duplicates) {
        this.refundSpan = refundSpan;
        this.compensations = compensations;
        this.refunded = refunded;
        this.duplicates = duplicates;
    }

    public static FraudPatterns in(
            SingleOutputStreamOperator<JudgedClick> judged,
            DataStream<Impression> impressions,
            FraudPolicy policy) {
        RunPatterns patterns = new RunPatterns(policy);
        DataStream<JudgedClick> inSessions =
                judged.filter(one -> one.click().sessionId() != null)
                        .name("clicks in sessions")
                        .uid("clicks-in-sessions");
        DataStream<Finding> floods =
                runs(
                        judged.keyBy(
                                one -> DeviceAd.of(one.click()),
                                TypeInformation.of(DeviceAd.class)),
                        patterns.flood(),
                        "click-floods");
        DataStream<Finding> robots = runs(byDevice(judged), patterns.robots(), "robotic-intervals");
        DataStream<Finding> campaigns =
                runs(byDevice(judged), patterns.campaigns(), "many-campaigns");
        DataStream<Finding> sessions =
                runs(
                        inSessions.keyBy(
                                DeviceSession::of, TypeInformation.of(DeviceSession.class)),
                        patterns.session(),
                        "session-clicks");
        DataStream<Finding> findings = floods.union(robots, campaigns, sessions);
        SingleOutputStreamOperator<InvalidClick> refunded = refunded(findings, patterns);
        DataStream<CompensationRecord> marks =
                findings.filter(one -> verdict(patterns, one) == FraudVerdict.MARK)
                        .name("findings that mark")
                        .uid("findings-that-mark")
                        .map(new MarkFindings(patterns))
                        .returns(CompensationRecord.class)
                        .name("mark")
                        .uid("mark-findings");
        SingleOutputStreamOperator<CompensationRecord> compared =
                compared(judged, impressions, policy);
        return new FraudPatterns(
                patterns.longestRefundSpan(),
                judged.getSideOutput(DetectDuplicateClicks.COMPENSATIONS)
                        .union(
                                refunded.getSideOutput(RefundOnce.COMPENSATIONS),
                                marks,
                                compared,
                                highShares(compared, policy)),
                refunded,
                judged.flatMap(new DuplicatesAsInvalid())
                        .returns(InvalidClick.class)
                        .name("duplicates")
                        .uid("duplicates-as-invalid-clicks"));
    }

    /** Everything that was found, refunds and marks. */
    public DataStream<CompensationRecord> compensations() {
        return compensations;
    }

    /** Every click that is owed back, once, with what found it. */
    public DataStream<InvalidClick> invalidClicks() {
        return duplicates.union(refunded);
    }

    /** Conversions without those of clicks that are owed back. */
    public DataStream<AdEventRecord> withoutInvalidClicks(DataStream<AdEventRecord> conversions) {
        // Duplicates have not been matched to begin with.
        return conversions
                .keyBy(TakeBackConversions::click, Types.STRING)
                .connect(refunded.keyBy(one -> one.click().clickId(), Types.STRING))
                .process(
                        new TakeBackConversions(refundSpan),
                        TypeInformation.of(AdEventRecord.class))
                .name("take back conversions of invalid clicks")
                .uid("take-back-conversions");
    }

    private static SingleOutputStreamOperator<InvalidClick> refunded(
            DataStream<Finding> findings, RunPatterns patterns) {
        return findings.filter(one -> verdict(patterns, one) == FraudVerdict.REFUND)
                .name("findings that refund")
                .uid("findings-that-refund")
                .flatMap(new SplitByAd())
                .returns(OwedOnAd.class)
                .name("findings by ad")
                .uid("findings-by-ad")
                .keyBy(
                        owed -> new DeviceAd(owed.deviceId(), owed.adId()),
                        TypeInformation.of(DeviceAd.class))
                .process(new RefundOnce(patterns), TypeInformation.of(InvalidClick.class))
                .name("refund once")
                .uid("refund-once");
    }

    private static SingleOutputStreamOperator<CompensationRecord> compared(
            DataStream<JudgedClick> judged,
            DataStream<Impression> impressions,
            FraudPolicy policy) {
        DataStream<ChargedClick> served =
                judged.map(JudgedClick::click)
                        .returns(ChargedClick.class)
                        .name("clicks on served ads")
                        .uid("clicks-on-served-ads")
                        .filter(click -> ServedSlot.isTold(click.clickId()))
                        .name("clicks that lookups made")
                        .uid("clicks-that-lookups-made");
        TypeInformation<ServedSlot> slot = TypeInformation.of(ServedSlot.class);
        return impressions
                .keyBy(impression -> ServedSlot.of(impression.clickId()), slot)
                .connect(served.keyBy(click -> ServedSlot.of(click.clickId()), slot))
                .process(
                        new CompareWithImpressions(policy),
                        TypeInformation.of(CompensationRecord.class))
                .name("compare clicks with impressions")
                .uid("compare-with-impressions");
    }

    private static DataStream<CompensationRecord> highShares(
            SingleOutputStreamOperator<CompensationRecord> compared, FraudPolicy policy) {
        return compared.getSideOutput(CompareWithImpressions.SHARES)
                .keyBy(AdShare::adId, Types.STRING)
                .process(new JudgeShares(policy), TypeInformation.of(CompensationRecord.class))
                .name("judge click-through rates")
                .uid("judge-shares");
    }

    private static FraudVerdict verdict(RunPatterns patterns, Finding finding) {
        return patterns.named(finding.pattern()).rule().verdict();
    }

    private static KeyedStream<JudgedClick, String> byDevice(DataStream<JudgedClick> judged) {
        return judged.keyBy(one -> one.click().deviceId(), Types.STRING);
    }

    private static <K> DataStream<Finding> runs(
            KeyedStream<JudgedClick, K> clicks, RunPattern pattern, String name) {
        return clicks.process(new FindRuns<>(pattern), TypeInformation.of(Finding.class))
                .name("find " + name.replace('-', ' '))
                .uid("find-" + name);
    }
}
