package dev.clickledger.domain.product;

import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.PRODUCT;

import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ProductTest {

    private static final Instant LATER = NOW.plusSeconds(60);

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    @Test
    void takesTheFirstWordOnAProduct() {
        product.givenNoPriorActivity()
                .when(new SetProductAvailability(PRODUCT, false, NOW))
                .expectEvents(new ProductAvailabilitySet(PRODUCT, false, NOW))
                .expectResultMessagePayload(new Availability(false, NOW));
    }

    @Test
    void comesBack() {
        product.given(new ProductAvailabilitySet(PRODUCT, false, NOW))
                .when(new SetProductAvailability(PRODUCT, true, LATER))
                .expectEvents(new ProductAvailabilitySet(PRODUCT, true, LATER))
                .expectResultMessagePayload(new Availability(true, LATER));
    }

    @Test
    void saysNothingNewAboutWhatStands() {
        product.given(new ProductAvailabilitySet(PRODUCT, false, NOW))
                .when(new SetProductAvailability(PRODUCT, false, LATER))
                .expectNoEvents()
                .expectResultMessagePayload(new Availability(false, NOW));
    }
}
