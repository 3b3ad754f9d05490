package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.ClickId;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/clicks}.
 *
 * @param repeated whether the token had been clicked before; the rest is the first answer's then
 */
public record ClickAnswer(
        ClickId clickId,
        Outcome outcome,
        long chargedAmount,
        @Nullable DeclineReason declineReason,
        boolean repeated) {

    /** What became of a click. */
    public enum Outcome {
        CHARGED,
        DECLINED
    }

    /** Whether both tell the same, told twice or not. */
    public boolean agreesWith(ClickAnswer other) {
        return clickId.equals(other.clickId)
                && outcome == other.outcome
                && chargedAmount == other.chargedAmount
                && declineReason == other.declineReason;
    }
}
