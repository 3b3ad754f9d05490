package dev.clickledger.stream.quality;

import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.metrics.AdMinute;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Minutes of ads in, changes of campaigns' quality out.
 *
 * <pre>
 * minutes ─ expect clicks, by placement and category ─ adjust quality, by campaign
 * </pre>
 */
public final class QualityScores {

    private QualityScores() {}

    public static DataStream<QualityRecord> of(DataStream<AdMinute> minutes, QualityPolicy policy) {
        return minutes.filter(minute -> minute.placement() != null && minute.category() != null)
                .name("minutes with a place")
                .uid("minutes-with-a-place")
                .keyBy(Place::of, TypeInformation.of(Place.class))
                .process(new ExpectClicks(policy), TypeInformation.of(Evidence.class))
                .name("expect clicks")
                .uid("expect-clicks")
                .keyBy(Evidence::campaignId, Types.STRING)
                .process(new AdjustQuality(policy), TypeInformation.of(QualityRecord.class))
                .name("adjust quality")
                .uid("adjust-quality");
    }
}
