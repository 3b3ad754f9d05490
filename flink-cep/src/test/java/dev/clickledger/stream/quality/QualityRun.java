package dev.clickledger.stream.quality;

import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.metrics.AdMinute;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Both operators, one after the other. */
final class QualityRun implements AutoCloseable {

    private final QualityPolicy policy;
    private KeyedOneInputStreamOperatorTestHarness<Place, AdMinute, Evidence> expect;
    private KeyedOneInputStreamOperatorTestHarness<String, Evidence, QualityRecord> adjust;
    private List<QualityRecord> toldBefore = new ArrayList<>();
    private int passedOn;
    private long watermark = Long.MIN_VALUE;

    QualityRun(QualityPolicy policy) throws Exception {
        this.policy = policy;
        open(null);
    }

    /** What a checkpoint holds, and what had left with it. */
    record Checkpoint(
            OperatorSubtaskState expect,
            OperatorSubtaskState adjust,
            List<QualityRecord> told,
            long watermark) {}

    Checkpoint checkpoint() throws Exception {
        return new Checkpoint(expect.snapshot(1, 1), adjust.snapshot(1, 1), told(), watermark);
    }

    void restore(Checkpoint checkpoint) throws Exception {
        close();
        open(checkpoint);
        toldBefore = checkpoint.told();
        watermark(checkpoint.watermark());
    }

    private void open(Checkpoint checkpoint) throws Exception {
        expect =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new ExpectClicks(policy)),
                        Place::of,
                        TypeInformation.of(Place.class));
        adjust =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AdjustQuality(policy)),
                        Evidence::campaignId,
                        Types.STRING);
        passedOn = 0;
        if (checkpoint != null) {
            expect.initializeState(checkpoint.expect());
            adjust.initializeState(checkpoint.adjust());
        }
        expect.open();
        adjust.open();
    }

    void send(AdMinute minute) throws Exception {
        expect.processElement(minute, minute.minuteMillis());
    }

    void watermark(long millis) throws Exception {
        watermark = millis;
        expect.processWatermark(millis);
        List<Evidence> evidence = expect.extractOutputValues();
        for (; passedOn < evidence.size(); passedOn++) {
            adjust.processElement(evidence.get(passedOn), millis);
        }
        adjust.processWatermark(millis);
    }

    long watermark() {
        return watermark;
    }

    List<QualityRecord> told() {
        List<QualityRecord> told = new ArrayList<>(toldBefore);
        told.addAll(adjust.extractOutputValues());
        return told;
    }

    int stateAndTimers() {
        return expect.numKeyedStateEntries()
                + adjust.numKeyedStateEntries()
                + expect.numEventTimeTimers()
                + adjust.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        expect.close();
        adjust.close();
    }
}
