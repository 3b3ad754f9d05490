package dev.clickledger.query.ranks;

import dev.clickledger.query.ranks.RankMetrics.Fallback;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.List;

/**
 * Redis while it may be trusted, else the read tables. One lookup is answered from one of them,
 * never from both.
 */
final class FallingBack implements RankSource {

    private final RankSource redis;
    private final RankSource tables;
    private final RankMetrics metrics;

    FallingBack(RankSource redis, RankSource tables, RankMetrics metrics) {
        this.redis = redis;
        this.tables = tables;
        this.metrics = metrics;
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        try {
            return redis.ranks(keys, businessDay);
        } catch (NothingToServeException empty) {
            metrics.fellBack(Fallback.REDIS_EMPTY);
        } catch (RankSourceDownException down) {
            metrics.fellBack(Fallback.REDIS_DOWN);
        }
        try {
            return tables.ranks(keys, businessDay);
        } catch (RankSourceDownException both) {
            metrics.unavailable();
            throw both;
        }
    }

    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        return redis.trafficCurve(businessDay);
    }
}
