package dev.clickledger.bench.stream.counts;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.jspecify.annotations.Nullable;

/** A view more. */
final class CountingViews implements AggregateFunction<String, Long, Long> {

    private static final long serialVersionUID = 1L;

    private final String turnId;
    private transient @Nullable Turn turn;

    CountingViews(String turnId) {
        this.turnId = turnId;
    }

    @Override
    public Long createAccumulator() {
        return 0L;
    }

    @Override
    public Long add(String campaignId, Long views) {
        Turn running = turn;
        if (running == null) {
            running = Turn.of(turnId);
            turn = running;
        }
        running.countView();
        return views + 1;
    }

    @Override
    public Long getResult(Long views) {
        return views;
    }

    @Override
    public Long merge(Long one, Long other) {
        return one + other;
    }
}
