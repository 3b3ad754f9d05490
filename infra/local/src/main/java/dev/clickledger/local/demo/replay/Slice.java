package dev.clickledger.local.demo.replay;

import dev.clickledger.local.demo.input.ShopperAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the input that is played before the sandbox's clock moves on.
 *
 * @param over the time through which the input is over with this slice; none when its last instant
 *     goes on in the next
 */
record Slice(List<ShopperAction> actions, @Nullable Instant over) {

    Instant last() {
        return actions.getLast().at();
    }
}
