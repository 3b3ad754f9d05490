package dev.clickledger.stream;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint of the job in the middle of some {@link SeededDays}, in one file: Flink's metadata,
 * which has all state in it, and what the job had told by then.
 *
 * @param days by which to know the days again
 */
record KeptSavepoint(String days, byte[] metadata, Results told) {

    private static final String DAYS = "days";
    private static final String METADATA = "_metadata";
    private static final String COMPENSATIONS = "compensation-events.ndjson";
    private static final String CONVERSIONS = "ad-events.ndjson";
    private static final String PERFORMANCE = "performance-metrics.ndjson";

    static KeptSavepoint read(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new KeptSavepoint(
                new String(parts.get(DAYS), StandardCharsets.UTF_8),
                parts.get(METADATA),
                new Results(
                        records(parts.get(COMPENSATIONS), CompensationRecord.class),
                        records(parts.get(CONVERSIONS), AdEventRecord.class),
                        records(parts.get(PERFORMANCE), PerformanceRecord.class)));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, DAYS, days.getBytes(StandardCharsets.UTF_8));
            add(zip, METADATA, metadata);
            add(zip, COMPENSATIONS, lines(told.compensations()));
            add(zip, CONVERSIONS, lines(told.conversions()));
            add(zip, PERFORMANCE, lines(told.performance()));
        }
    }

    /** As Flink restores it. */
    Path unpack(Path directory) throws IOException {
        Files.write(Files.createDirectories(directory).resolve(METADATA), metadata);
        return directory;
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] lines(List<?> records) {
        StringBuilder lines = new StringBuilder();
        for (Object record : records) {
            lines.append(ContractJson.strict().writeValueAsString(record)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> List<T> records(byte[] lines, Class<T> type) {
        return new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(line -> ContractJson.tolerant().readValue(line, type))
                .toList();
    }
}
