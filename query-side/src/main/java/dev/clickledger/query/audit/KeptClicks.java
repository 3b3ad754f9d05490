package dev.clickledger.query.audit;

import dev.clickledger.contracts.ids.ClickId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Since when the registers know clicks: they forget the days of minting that no refund can reach
 * any more. What they should have held of older days can't be told from them.
 */
final class KeptClicks {

    private final LocalDate oldestDay;
    private boolean anyForgotten;

    /**
     * @param oldestDay of minting, UTC
     */
    KeptClicks(LocalDate oldestDay) {
        this.oldestDay = oldestDay;
    }

    boolean forgot(ClickId clickId) {
        boolean forgotten =
                LocalDate.ofInstant(clickId.mintedAt(), ZoneOffset.UTC).isBefore(oldestDay);
        anyForgotten |= forgotten;
        return forgotten;
    }

    /** What an auditor must know; nothing when every click asked about is kept. */
    @Nullable String note() {
        return anyForgotten
                ? "click and refund registers: of clicks minted before "
                        + oldestDay
                        + " (forgotten)"
                : null;
    }
}
