package dev.clickledger.local.audit;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.local.stores.StepProgress;
import dev.clickledger.local.stores.StoreOptions;
import dev.clickledger.local.stores.Stores;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.query.audit.AuctionReplay;
import dev.clickledger.query.audit.AuditFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/**
 * Exit code 0 when the same ads win for the same prices, 1 when they do not, 2 when that could not
 * be found out.
 */
@Command(
        name = "auction",
        description = {
            "Holds a past auction again: takes what was asked from the auction log, builds the ranks of that",
            "moment from the event store, and compares winners and prices."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class AuctionCommand implements Callable<Integer> {

    private static final int DIFFERS = 1;

    @Spec CommandSpec spec;

    @Mixin StoreOptions store = new StoreOptions();

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The broker of the log; a running data directory knows its own.")
    @Nullable String kafka;

    static final class Which {

        @Option(
                names = "--id",
                paramLabel = "AUCTION_ID",
                description = "Looks for it in auction-log.")
        @Nullable String id;

        @Option(
                names = "--record",
                paramLabel = "FILE",
                description = "Its record, taken from auction-log before.")
        @Nullable Path record;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Stores books = store.open(null, out)) {
            AuctionRecord logged = logged(out);
            AuctionReplay.Outcome outcome =
                    new AuctionReplay(books.dataSource()).holdAgain(logged, new StepProgress(out));
            print(logged, outcome, out);
            return outcome.agrees() ? 0 : DIFFERS;
        } catch (AuditFailedException unknown) {
            throw new AuditUndecided(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private AuctionRecord logged(PrintWriter out) throws IOException {
        Path file = which.record;
        if (file != null) {
            try {
                return ContractJson.tolerant()
                        .readValue(Files.readString(file), AuctionRecord.class);
            } catch (JacksonException noRecord) {
                throw new AuditUndecided(
                        file + " is no record of auction-log: " + noRecord.getOriginalMessage(),
                        noRecord);
            }
        }
        String id = String.valueOf(which.id);
        AuctionRecord found = LoggedAuctions.find(broker(), id, new StepProgress(out));
        if (found == null) {
            throw new AuditUndecided(
                    "auction-log has no auction "
                            + id
                            + ": it keeps seven days, and a lookup is never held up for it.",
                    null);
        }
        return found;
    }

    private String broker() {
        if (kafka != null) {
            return kafka;
        }
        return store.runningKafka()
                .orElseThrow(
                        () ->
                                new AuditUndecided(
                                        "Nothing runs there, so the log cannot be asked."
                                                + " Name a broker with --kafka, or the record's file with --record.",
                                        null));
    }

    private static void print(
            AuctionRecord logged, AuctionReplay.Outcome outcome, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nAuction %s at %s on %s, ranks as of event %,d: %,d of %,d entries looked at.%n%n",
                logged.auctionId(),
                logged.timestamp(),
                logged.placement(),
                logged.rankVersion(),
                outcome.result().considered(),
                logged.candidates());
        List<Winner> again = outcome.result().winners();
        List<AuctionRecord.Winner> then = logged.winners();
        out.printf("  %-8s  %-48s  %-48s%n", "position", "then", "held again");
        for (int i = 0; i < Math.max(again.size(), then.size()); i++) {
            out.printf(
                    "  %-8d  %-48s  %-48s%n",
                    i + 1,
                    i < then.size() ? line(then.get(i).adId(), then.get(i).price()) : "",
                    i < again.size()
                            ? line(
                                    again.get(i).entry().adId().value(),
                                    again.get(i).price().amount())
                            : "");
        }
        if (again.isEmpty() && then.isEmpty()) {
            out.println("  nobody   " + logged.noFillReason());
        }
        out.println();
        out.println(
                outcome.agrees()
                        ? "The same ads win for the same prices."
                        : "The auction does not give what its log says.");
        out.flush();
    }

    private static String line(String adId, long price) {
        return String.format(Locale.ROOT, "%s for %,d won", adId, price);
    }
}
