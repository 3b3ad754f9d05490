package dev.clickledger.readmodel.tables;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rank lists, for lookups while Redis has nothing. */
public interface RankEntries extends Repository<RankEntryRow, RankEntryKey> {

    @Query("select r from RankEntryRow r where r.key.rankKey in :rankKeys")
    List<RankEntryRow> findByRankKeyIn(Collection<String> rankKeys);
}
