package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every device of the input. Memory: a small object a device, and the token of its last page for as
 * long as it can be clicked.
 */
final class Shoppers {

    private static final Duration KEPT = AdTokens.LIFE.plusMinutes(10);

    private final Map<DeviceId, Shopper> byDevice = new HashMap<>();
    private final Queue<Page> pages = new ConcurrentLinkedQueue<>();

    Shopper of(DeviceId device) {
        return byDevice.computeIfAbsent(device, _ -> new Shopper());
    }

    void rememberUntilExpiry(Page page) {
        pages.add(page);
    }

    /** Lets go of pages that are too old to be clicked; call it between slices. */
    void forgetBefore(Instant now) {
        Page oldest = pages.peek();
        while (oldest != null && oldest.at().plus(KEPT).isBefore(now)) {
            oldest.forget();
            pages.remove();
            oldest = pages.peek();
        }
    }
}
