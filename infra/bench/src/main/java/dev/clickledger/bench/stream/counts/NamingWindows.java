package dev.clickledger.bench.stream.counts;

import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says what a count is of. */
final class NamingWindows implements WindowFunction<Long, CampaignCount, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
            String campaignId,
            TimeWindow window,
            Iterable<Long> counts,
            Collector<CampaignCount> out) {
        out.collect(
                new CampaignCount(
                        new CampaignWindow(campaignId, window.getStart()),
                        counts.iterator().next()));
    }
}
