package dev.clickledger.command.sandbox;

import dev.clickledger.domain.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record TheClockOnlyMovesForward(@Nullable Instant from, Instant to) implements Rule {

    @Override
    public boolean holds() {
        return from == null || to.isAfter(from);
    }

    @Override
    public String advice() {
        return "The sandbox's clock was moved to " + from + " already: move it to a later time";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
