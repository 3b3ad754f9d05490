package dev.clickledger.readmodel.tables;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders, their lines as placed and what is left of their products. */
public interface Orders extends Repository<OrderView, String> {

    Optional<OrderView> findById(String orderId);

    @Query("select l from OrderLineView l where l.key.orderId = :orderId order by l.key.lineId")
    List<OrderLineView> findLines(String orderId);

    @Query(
            """
            select p from OrderProductView p
            where p.key.orderId = :orderId order by p.key.productId
            """)
    List<OrderProductView> findProducts(String orderId);
}
