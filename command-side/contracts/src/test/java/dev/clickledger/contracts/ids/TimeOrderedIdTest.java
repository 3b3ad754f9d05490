package dev.clickledger.contracts.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickledger.contracts.json.ContractJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderedIdTest {

    private static final Instant AT = Instant.parse("2024-01-15T10:30:00.123Z");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void isAUuidOfVersionSevenWithItsTime() {
        for (int i = 0; i < 1_000; i++) {
            UUID id = TimeOrderedId.mint(AT.plusMillis(i), random);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(TimeOrderedId.mintedAt(id)).isEqualTo(AT.plusMillis(i));
        }
    }

    @Test
    void isOrderedByTimeAsItsTextIs() {
        var ids = new ArrayList<ClickId>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(ClickId.mint(AT.plusMillis(random.nextLong(4_000_000_000L)), random));
        }
        // Beyond 2^47 ms the highest bit is set: a signed comparison would put it first.
        ids.add(ClickId.mint(Instant.ofEpochMilli((1L << 48) - 1), random));
        ids.add(ClickId.mint(Instant.EPOCH, random));

        Collections.sort(ids);

        assertThat(ids).isSortedAccordingTo(Comparator.comparing(ClickId::mintedAt));
        assertThat(ids).isSortedAccordingTo(Comparator.comparing(ClickId::toString));
    }

    @Test
    void isNeverBeforeTheSmallestOfItsTime() {
        var smallest = new ClickId(TimeOrderedId.smallestAt(AT));

        for (int i = 0; i < 1_000; i++) {
            assertThat(ClickId.mint(AT, random)).isGreaterThan(smallest);
            assertThat(ClickId.mint(AT.minusMillis(1), random)).isLessThan(smallest);
        }
    }

    @Test
    void hasNoTimeBefore1970OrBeyondItsBits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeOrderedId.mint(Instant.ofEpochMilli(-1), random));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeOrderedId.mint(Instant.ofEpochMilli(1L << 48), random));
    }

    @Test
    void isTextInJson() {
        var click = ClickId.of("018d0c5a-8e1b-7abc-8def-0123456789ab");
        var json = ContractJson.strict();

        assertThat(json.writeValueAsString(click))
                .isEqualTo("\"018d0c5a-8e1b-7abc-8def-0123456789ab\"");
        assertThat(json.readValue("\"018d0c5a-8e1b-7abc-8def-0123456789ab\"", ClickId.class))
                .isEqualTo(click);
        assertThat(AuctionId.of(click.toString()).mintedAt()).isEqualTo(click.mintedAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "018d0c5a-8e1b-4abc-8def-0123456789ab",
                "018d0c5a8e1b7abc8def0123456789ab",
                "18d0c5a-8e1b-7abc-8def-0123456789ab",
                "018d0c5a-8e1b-7abc-8def-0123456789abc",
                "018d0c5a-8e1b-7abc-8def-0123456789ag"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickId.of(text))
                .withMessageContaining("click_id must be a UUID version 7");
    }
}
