package dev.clickledger.readmodel.tables;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Balances. Without a row nothing was ever topped up. */
public interface Balances extends Repository<BalanceView, String> {

    Optional<BalanceView> findById(String advertiserId);

    List<BalanceView> findByAdvertiserIdIn(Collection<String> advertiserIds);
}
