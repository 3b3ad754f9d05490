package dev.clickledger.local.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.local.demo.input.ShopperAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final Instant START = Instant.parse("2017-11-07T00:00:00Z");

    @Test
    void aSliceIsOverJustBeforeTheNextBegins() {
        List<Slice> slices = slices(List.of(0L, 1_799L, 1_800L, 4_000L));

        assertThat(slices).extracting(slice -> slice.actions().size()).containsExactly(2, 1, 1);
        assertThat(slices)
                .extracting(Slice::over)
                .containsExactly(
                        START.plusSeconds(1_800).minusMillis(1),
                        START.plusSeconds(4_000).minusMillis(1),
                        START.plusSeconds(4_000));
    }

    @Test
    void whereEnoughHappensASliceIsShort() {
        List<Long> seconds = new ArrayList<>();
        for (long second = 0; second < 600; second++) {
            seconds.add(second);
        }

        assertThat(slices(seconds))
                .extracting(slice -> slice.actions().size())
                .containsExactly(300, 300);
    }

    @Test
    void anInstantOfManyActionsIsCutButNotOverUntilItsEnd() {
        List<Long> seconds = new ArrayList<>(Collections.nCopies(Slices.MOST_ACTIONS + 1, 0L));
        seconds.add(1L);

        List<Slice> slices = slices(seconds);

        assertThat(slices).hasSize(2);
        assertThat(slices.getFirst().over()).isNull();
        assertThat(slices.getLast().over()).isEqualTo(START.plusSeconds(1));
    }

    private static List<Slice> slices(List<Long> seconds) {
        List<ShopperAction> actions = new ArrayList<>();
        for (long second : seconds) {
            actions.add(
                    new ShopperAction.Click(
                            actions.size() + 2L,
                            START.plusSeconds(second),
                            new DeviceId("d"),
                            new SessionId("s")));
        }
        List<Slice> slices = new ArrayList<>();
        new Slices(actions.iterator()).forEachRemaining(slices::add);
        return slices;
    }
}
