package dev.clickledger.domain.product;

import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.domain.AggregateIds;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A product of the shop, as far as commerce has spoken of it: available until it says otherwise.
 * Money does not ask it: a click on an ad that was served is decided by the campaign's terms.
 */
public final class Product {

    @AggregateIdentifier private String id;
    private @Nullable Availability availability;

    /** A product of which commerce has said nothing yet. */
    public Product() {}

    /** What the command leads to, nothing changed yet: nothing when it is so already. */
    public List<ProductEvent> decide(ProductCommand command) {
        return switch (command) {
            case SetProductAvailability c ->
                    availability != null && availability.available() == c.available()
                            ? List.of()
                            : List.of(
                                    new ProductAvailabilitySet(
                                            c.productId(), c.available(), c.at()));
        };
    }

    @EventSourcingHandler
    public void evolve(ProductEvent event) {
        switch (event) {
            case ProductAvailabilitySet e -> {
                id = AggregateIds.product(e.productId());
                availability = new Availability(e.available(), e.at());
            }
        }
    }

    /**
     * @return how it stands afterwards
     */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Availability handle(SetProductAvailability command) {
        decide(command).forEach(AggregateLifecycle::apply);
        return Objects.requireNonNull(availability);
    }
}
