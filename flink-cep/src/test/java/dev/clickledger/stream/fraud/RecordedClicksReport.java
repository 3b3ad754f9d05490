package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Prints what each pattern finds in recorded clicks, a file in the input format of {@code
 * clickledger demo}: every VIEW is an impression of one ad (a shelf has one), every CLICK is
 * charged.
 *
 * <pre>
 * ./mvnw -q -pl flink-cep -am test-compile
 * java --add-opens=java.base/java.util=ALL-UNNAMED -cp … dev.clickledger.stream.fraud.RecordedClicksReport FILE
 * </pre>
 */
public final class RecordedClicksReport {

    private final Random random = new Random(1);
    private final List<AdEventMessage> messages = new ArrayList<>();
    private final Map<String, Impression> onPage = new HashMap<>();
    private final Set<String> devices = new HashSet<>();
    private long clicks;

    private RecordedClicksReport() {}

    public static void main(String[] arguments) throws Exception {
        var report = new RecordedClicksReport();
        report.read(Path.of(arguments[0]));
        FraudRun run = FraudRun.over(LabelledTraffic.withHeartbeats(report.messages));
        report.print(run);
        System.exit(0);
    }

    private void read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(",", -1);
                switch (columns[1]) {
                    case "VIEW" -> view(columns);
                    case "CLICK" -> click(columns);
                    default -> {}
                }
            }
        }
    }

    private void view(String[] columns) {
        Instant at = Instant.parse(columns[0]);
        String shelf = columns[6] + ":" + columns[5] + columns[7];
        ClickId clickId = ClickId.mint(at, random);
        Impression impression =
                new Impression(
                        ImpressionIds.served(clickId),
                        at.toEpochMilli(),
                        columns[2],
                        columns[3],
                        clickId.toString(),
                        "ad-" + shelf,
                        "campaign-" + shelf,
                        "advertiser-" + shelf,
                        "product-" + shelf,
                        columns[6],
                        columns[5],
                        null,
                        false);
        onPage.put(columns[2], impression);
        messages.add(AdEventMessage.of(impression));
    }

    /** On the ad of the device's last page, once. */
    private void click(String[] columns) {
        Impression page = onPage.remove(columns[2]);
        if (page == null) {
            return;
        }
        clicks++;
        devices.add(page.deviceId());
        messages.add(
                AdEventMessage.of(
                        new ChargedClick(
                                page.clickId(),
                                Instant.parse(columns[0]).toEpochMilli(),
                                null,
                                page.deviceId(),
                                page.sessionId(),
                                page.adId(),
                                page.campaignId(),
                                page.advertiserId(),
                                page.productId(),
                                page.placement(),
                                100,
                                100,
                                null,
                                page.category(),
                                "auction-" + clicks)));
    }

    private void print(FraudRun run) {
        System.out.printf("%d clicks of %d devices%n", clicks, devices.size());
        System.out.println("| pattern | verdict | records | clicks named | devices |");
        System.out.println("|---|---|---|---|---|");
        for (FraudPattern pattern : FraudPattern.values()) {
            List<CompensationRecord> found = run.of(pattern);
            System.out.printf(
                    "| %s | %s | %d | %d | %d |%n",
                    pattern,
                    found.isEmpty() ? "-" : found.getFirst().verdict(),
                    found.size(),
                    found.stream().mapToInt(one -> one.clickIds().size()).sum(),
                    found.stream()
                            .map(CompensationRecord::deviceId)
                            .filter(Objects::nonNull)
                            .distinct()
                            .count());
        }
    }
}
