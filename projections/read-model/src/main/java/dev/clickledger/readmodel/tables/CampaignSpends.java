package dev.clickledger.readmodel.tables;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What campaigns have spent. Without a row it is nothing. */
public interface CampaignSpends extends Repository<CampaignSpend, CampaignSpendKey> {

    /** On that day (ISO date; {@link CampaignSpendKey#TOTAL} for the whole life) and in total. */
    @Query(
            """
            select s from CampaignSpend s
            where s.key.campaignId in :campaignIds and s.key.day in (:day, 'total')
            """)
    List<CampaignSpend> findOnDayAndInTotal(Collection<String> campaignIds, String day);

    @Query("select s from CampaignSpend s where s.key.campaignId = :campaignId order by s.key.day")
    List<CampaignSpend> findByCampaign(String campaignId);
}
