package dev.clickledger.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Something that somebody wants to happen. All that a decision needs and that is not in the
 * aggregate comes with it, the time above all.
 */
public interface Command {

    /** The aggregate it is meant for, as {@link AggregateIds} names it. */
    @TargetAggregateIdentifier
    String aggregateId();

    /** When it is decided, to the millisecond. */
    Instant at();
}
