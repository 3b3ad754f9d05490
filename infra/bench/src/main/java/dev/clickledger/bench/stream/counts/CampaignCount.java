package dev.clickledger.bench.stream.counts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Serializable;

/** A result: the campaign is the record's key, its value the window's start and the count. */
public record CampaignCount(CampaignWindow window, long views) implements Serializable {

    byte[] key() {
        return window.campaignId().getBytes(US_ASCII);
    }

    byte[] value() {
        return (window.startMillis() + " " + views).getBytes(US_ASCII);
    }

    static CampaignCount of(byte[] key, byte[] value) {
        String[] parts = new String(value, US_ASCII).split(" ", 2);
        return new CampaignCount(
                new CampaignWindow(new String(key, US_ASCII), Long.parseLong(parts[0])),
                Long.parseLong(parts[1]));
    }
}
