package dev.clickledger.readmodel.tables;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** How far the subscriptions have read. */
public interface Subscriptions extends Repository<Subscription, String> {

    Optional<Subscription> findById(String name);

    List<Subscription> findAll();
}
