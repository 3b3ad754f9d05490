package dev.clickledger.query.auctionlog;

import dev.clickledger.contracts.topics.AuctionRecord;
import java.util.function.Supplier;

/** Where auctions are noted down. */
public interface AuctionLog {

    /** Without Kafka there is no log. */
    AuctionLog NONE = record -> {};

    /**
     * Returns at once.
     *
     * @param record asked for later, by another thread, or never
     */
    void write(Supplier<AuctionRecord> record);
}
