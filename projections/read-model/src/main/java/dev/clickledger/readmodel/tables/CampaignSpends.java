package dev.clickledger.readmodel.tables;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What campaigns have spent. Without a row it is nothing. */
public interface CampaignSpends extends Repository<CampaignSpend, CampaignSpendKey> {

    /** On each of these days (ISO dates, both included) and in total. */
    @Query(
            """
            select s from CampaignSpend s
            where s.key.campaignId in :campaignIds
              and (s.key.day between :from and :to or s.key.day = 'total')
            """)
    List<CampaignSpend> findInMonthAndInTotal(
            Collection<String> campaignIds, String from, String to);

    @Query("select s from CampaignSpend s where s.key.campaignId = :campaignId order by s.key.day")
    List<CampaignSpend> findByCampaign(String campaignId);
}
