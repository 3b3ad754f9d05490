package dev.clickledger.command.charge;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.RegisteredClick;
import org.jspecify.annotations.Nullable;

/** What became of one attempt: the click's outcome, or that it is somebody else's. */
public sealed interface ClickAnswer {

    /**
     * @param chargedAmount zero when declined
     * @param repeated whether another attempt was first
     */
    record Decided(
            ClickId clickId,
            Outcome outcome,
            Money chargedAmount,
            @Nullable DeclineReason declineReason,
            boolean repeated)
            implements ClickAnswer {}

    /** The click was made by another device or in another session. */
    record SomebodyElses() implements ClickAnswer {}

    /** As callers see it. */
    enum Outcome {
        CHARGED,
        DECLINED
    }

    static Decided of(RegisteredClick click, boolean repeated) {
        return new Decided(
                click.clickId(),
                click.charged() ? Outcome.CHARGED : Outcome.DECLINED,
                click.amount(),
                click.declineReason(),
                repeated);
    }
}
