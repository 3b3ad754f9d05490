package dev.clickledger.contracts.topics;

/**
 * How long a window is. Minutes and hours begin where UTC has them, a day where the business day
 * does.
 */
public enum MetricWindow {
    ONE_MINUTE,
    FIVE_MINUTES,
    ONE_HOUR,
    ONE_DAY;

    /** Told while it is still open, too, every five minutes in which something happened. */
    public boolean isTotal() {
        return this == ONE_HOUR || this == ONE_DAY;
    }
}
