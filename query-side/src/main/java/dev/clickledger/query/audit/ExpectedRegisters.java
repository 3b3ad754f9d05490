package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.eventstore.RegisteredClick;
import java.util.List;

/**
 * What the registers must hold: a row for each event, written in its transaction, until the day of
 * its click is forgotten.
 */
final class ExpectedRegisters {

    private final KeptClicks kept;

    private final RowComparison clicks = new RowComparison(Tables.CLICK_REGISTER);
    private final RowComparison refunds = new RowComparison(Tables.REFUND_REGISTER);
    private final RowComparison topUps = new RowComparison(Tables.TOP_UP_REGISTER);

    ExpectedRegisters(KeptClicks kept) {
        this.kept = kept;
    }

    List<RowComparison> comparisons() {
        return List.of(clicks, refunds, topUps);
    }

    void charged(ClickCharged e, long sequence, long offset) {
        if (kept.forgot(e.ad().clickId())) {
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
                e.businessDay(),
                sequence);
    }

    void declined(ClickDeclined e, long sequence, long offset) {
        if (kept.forgot(e.ad().clickId())) {
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
                e.businessDay(),
                sequence);
    }

    void refunded(ClickRefunded e, long sequence, long offset) {
        if (!kept.forgot(e.clickId())) {
            refunds.expect(offset, e.clickId(), e.compensationId(), e.amount(), sequence);
        }
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
