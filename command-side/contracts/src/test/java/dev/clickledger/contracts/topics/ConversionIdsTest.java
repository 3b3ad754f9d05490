package dev.clickledger.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.IdFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionIdsTest {

    private static final String ID = ConversionIds.conversion("order_789", "product_200");

    @Test
    void areDerivedForEver() {
        assertThat(ID).isEqualTo("cnv-c1d1c5ac4068ba6a8259b512f1313dfd");
    }

    @Test
    void tellChangesApartAndFitAnId() {
        var ids =
                List.of(
                        ID,
                        ConversionIds.created(ID),
                        ConversionIds.retracted(ID),
                        ConversionIds.restated(ID, "evt-1"),
                        ConversionIds.restated(ID, "evt-2"));

        assertThat(ids).doesNotHaveDuplicates().allMatch(IdFormat::holds);
    }

    @Test
    void doNotMixUpOrdersAndProducts() {
        assertThat(ConversionIds.conversion("a", "b-c"))
                .isNotEqualTo(ConversionIds.conversion("a-b", "c"));
    }
}
