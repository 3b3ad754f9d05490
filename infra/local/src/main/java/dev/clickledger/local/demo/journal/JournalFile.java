package dev.clickledger.local.demo.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.CompensationRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal while it grows. Set-up, lookups and clicks come in their final order and go to a
 * working file at once; what the stream job found out is known at the end only and is merged in
 * then, by time. Memory holds the latter alone: a line for each refund, conversion and retraction.
 */
public final class JournalFile implements AutoCloseable {

    private static final JsonMapper MAPPER =
            ContractJson.strict()
                    .rebuild()
                    .changeDefaultPropertyInclusion(
                            ignored ->
                                    JsonInclude.Value.construct(
                                            JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
                    .build();

    /**
     * At one time, a refund of duplicates comes before clicks (which may spend it), one of a run of
     * clicks after the click that completed the run, a conversion after the click it goes to, a
     * retraction after its conversion.
     */
    private static final Comparator<JournalLine> BY_TIME =
            Comparator.comparing(JournalLine::at).thenComparing(JournalFile::turn);

    private final Path working;
    private final BufferedWriter out;

    public JournalFile() throws IOException {
        this.working = Files.createTempFile("clickledger-journal", ".ndjson");
        this.working.toFile().deleteOnExit();
        this.out = Files.newBufferedWriter(working, StandardCharsets.UTF_8);
    }

    /** Adds a line that is not earlier than any before it. */
    public void add(JournalLine line) {
        try {
            // The time in front again, so that merging need not parse.
            out.write(Long.toString(line.at().toEpochMilli()));
            out.write(' ');
            out.write(json(line));
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the whole journal: what was added, and what was found out since. */
    public void write(Path file, List<? extends JournalLine> foundOut) throws IOException {
        out.flush();
        List<? extends JournalLine> late = foundOut.stream().sorted(BY_TIME).toList();
        int next = 0;
        try (BufferedReader in = Files.newBufferedReader(working, StandardCharsets.UTF_8);
                BufferedWriter merged = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            @Nullable String line;
            while ((line = in.readLine()) != null) {
                int space = line.indexOf(' ');
                var at = Instant.ofEpochMilli(Long.parseLong(line, 0, space, 10));
                while (next < late.size() && comesBefore(late.get(next), at)) {
                    writeLine(merged, json(late.get(next++)));
                }
                writeLine(merged, line.substring(space + 1));
            }
            while (next < late.size()) {
                writeLine(merged, json(late.get(next++)));
            }
        }
    }

    private static boolean comesBefore(JournalLine late, Instant at) {
        int compared = late.at().compareTo(at);
        return compared < 0 || (compared == 0 && isOfDuplicates(late));
    }

    private static int turn(JournalLine line) {
        return switch (line) {
            case JournalLine.Refund _ -> isOfDuplicates(line) ? 0 : 3;
            case JournalLine.Campaign _, JournalLine.TopUp _ -> 1;
            case JournalLine.Lookup _, JournalLine.Click _ -> 2;
            case JournalLine.Conversion _ -> 4;
            case JournalLine.Retraction _ -> 5;
        };
    }

    private static boolean isOfDuplicates(JournalLine line) {
        return line instanceof JournalLine.Refund refund
                && refund.reason().equals(CompensationRecord.DUPLICATE_CLICK_DETECTED);
    }

    private static void writeLine(BufferedWriter writer, String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }

    static String json(JournalLine line) {
        return MAPPER.writeValueAsString(line);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(working);
    }
}
