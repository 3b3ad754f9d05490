package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.RegisteredClick;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What the registers must hold: a row for each event, written in its transaction. */
final class ExpectedRegisters {

    private final RowComparison clicks = new RowComparison(Tables.CLICK_REGISTER);
    private final RowComparison refunds = new RowComparison(Tables.REFUND_REGISTER);
    private final RowComparison topUps = new RowComparison(Tables.TOP_UP_REGISTER);

    private final LocalDate oldestDay;

    /**
     * @param oldestDay nothing is expected of clicks that were minted before it: their rows were
     *     dropped when nothing could come of them any more
     */
    ExpectedRegisters(LocalDate oldestDay) {
        this.oldestDay = oldestDay;
    }

    boolean knows(ClickId clickId) {
        return !LocalDate.ofInstant(clickId.mintedAt(), ZoneOffset.UTC).isBefore(oldestDay);
    }

    List<RowComparison> comparisons() {
        return List.of(clicks, refunds, topUps);
    }

    void charged(ClickCharged e, long offset) {
        if (!knows(e.ad().clickId())) {
            return;
        }
        clicks.expect(
                offset,
                e.ad().clickId(),
                e.advertiserId(),
                e.ad().campaignId(),
                RegisteredClick.shopper(e.deviceId(), e.sessionId()),
                e.amount(),
                null,
                e.businessDay());
    }

    void declined(ClickDeclined e, long offset) {
        if (!knows(e.ad().clickId())) {
            return;
        }
        clicks.expect(
                offset,
                e.ad().clickId(),
                e.advertiserId(),
                e.ad().campaignId(),
                RegisteredClick.shopper(e.deviceId(), e.sessionId()),
                0,
                e.reason(),
                e.businessDay());
    }

    void refunded(ClickRefunded e, long offset) {
        if (!knows(e.clickId())) {
            return;
        }
        refunds.expect(offset, e.clickId(), e.compensationId(), e.amount());
    }

    void toppedUp(BalanceToppedUp e, long offset) {
        topUps.expect(
                offset,
                e.paymentReference(),
                e.advertiserId(),
                e.amount(),
                e.vatAmount(),
                e.method(),
                e.balanceAfter(),
                e.at());
    }
}
