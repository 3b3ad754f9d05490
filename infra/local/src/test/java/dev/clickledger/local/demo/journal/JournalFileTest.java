package dev.clickledger.local.demo.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.api.ClickAnswer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {

    private static final Instant T = Instant.parse("2017-11-07T09:30:38Z");
    private static final ClickId CLICK = ClickId.mint(T, new Random(1));
    private static final JournalLine.Ad AD =
            new JournalLine.Ad(
                    new AdId("ad1"),
                    new CampaignId("c1"),
                    new AdvertiserId("a1"),
                    new ProductId("p1"),
                    300,
                    260,
                    CLICK);

    @TempDir Path directory;

    @Test
    void mergesWhatWasFoundOutByTime() throws IOException {
        Path file = directory.resolve("journal.ndjson");
        try (var journal = new JournalFile()) {
            journal.add(click(T));
            journal.add(click(T.plusSeconds(300)));
            journal.write(
                    file,
                    List.of(
                            new JournalLine.Retraction(
                                    T.plusSeconds(900), new OrderId("o"), CLICK, Money.won(5)),
                            conversion(T.plusSeconds(300)),
                            refund(T, "CLICK_FLOOD_DETECTED"),
                            refund(T.plusSeconds(300), "DUPLICATE_CLICK_DETECTED"),
                            conversion(T.plusSeconds(900))));
        }

        assertThat(Files.readAllLines(file))
                .extracting(line -> line.substring(9, line.indexOf('"', 9)))
                .as("at one time: duplicates, click, flood, conversion, retraction")
                .containsExactly(
                        "click",
                        "refund",
                        "refund",
                        "click",
                        "conversion",
                        "conversion",
                        "retraction");
    }

    @Test
    void linesHaveTheFieldsThatOutsidersRelyOn() {
        assertThat(JournalFile.json(click(T)))
                .isEqualTo(
                        """
                        {"kind":"click","at":"2017-11-07T09:30:38Z","click_id":"%s","device_id":"d1",\
                        "session_id":"s1","ad_id":"ad1","campaign_id":"c1","advertiser_id":"a1",\
                        "product_id":"p1","outcome":"CHARGED","charged_amount":260,\
                        "decline_reason":null}"""
                                .formatted(CLICK));
        assertThat(JournalFile.json(refund(T, "DUPLICATE_CLICK_DETECTED")))
                .isEqualTo(
                        """
                        {"kind":"refund","at":"2017-11-07T09:30:38Z","compensation_id":"dup-1",\
                        "click_id":"%s","advertiser_id":"a1","amount":260,\
                        "reason":"DUPLICATE_CLICK_DETECTED"}"""
                                .formatted(CLICK));
        var auction = AuctionId.mint(T, new Random(2));
        assertThat(
                        JournalFile.json(
                                new JournalLine.Lookup(
                                        T,
                                        auction,
                                        new DeviceId("d1"),
                                        Placement.HOME,
                                        null,
                                        List.of(AD))))
                .isEqualTo(
                        """
                        {"kind":"lookup","at":"2017-11-07T09:30:38Z","auction_id":"%s",\
                        "device_id":"d1","placement":"HOME","category":null,"ads":[{"ad_id":"ad1",\
                        "campaign_id":"c1","advertiser_id":"a1","product_id":"p1","bid_price":300,\
                        "actual_price":260,"click_id":"%s"}]}"""
                                .formatted(auction, CLICK));
    }

    private static JournalLine click(Instant at) {
        return new JournalLine.Click(
                at, CLICK, new DeviceId("d1"), new SessionId("s1"), AD, Outcome.CHARGED, 260, null);
    }

    private static JournalLine refund(Instant at, String reason) {
        return new JournalLine.Refund(
                at, "dup-1", CLICK, new AdvertiserId("a1"), Money.won(260), reason);
    }

    private static JournalLine conversion(Instant at) {
        return new JournalLine.Conversion(
                at,
                new OrderId("o"),
                new DeviceId("d1"),
                CLICK,
                new CampaignId("c1"),
                new ProductId("p1"),
                Money.won(5));
    }
}
