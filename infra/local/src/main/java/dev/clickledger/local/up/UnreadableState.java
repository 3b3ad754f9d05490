package dev.clickledger.local.up;

import java.util.List;

/**
 * State that this version of the job cannot go on from: what Flink says, and what people can do.
 */
final class UnreadableState {

    /** Of what another start cannot mend, in Flink's exceptions. */
    private static final List<String> SIGNS =
            List.of(
                    "StateMigrationException",
                    "Failed to rollback to checkpoint/savepoint",
                    "Cannot map checkpoint/savepoint state",
                    "Could not restore keyed state backend",
                    "Could not restore operator state backend",
                    "Cannot find checkpoint or savepoint");

    private static final String CAUSED_BY = "Caused by: ";

    private UnreadableState() {}

    static boolean isMeantBy(String exception) {
        return SIGNS.stream().anyMatch(exception::contains);
    }

    /** The innermost cause, without its class. */
    static String reason(String exception) {
        String innermost =
                exception
                        .lines()
                        .filter(line -> line.startsWith(CAUSED_BY))
                        .reduce((first, second) -> second)
                        .map(line -> line.substring(CAUSED_BY.length()))
                        .orElse(exception.lines().findFirst().orElse(""));
        int colon = innermost.indexOf(": ");
        return colon < 0 ? innermost : innermost.substring(colon + 2);
    }

    static UpRefused refusal(String from, String reason, Checkpoints checkpoints, Restore restore) {
        if (restore.wanted().isPresent()) {
            return new UpRefused(
                    """
                    The stream job cannot go on from the savepoint that was asked for:
                      %s
                      %s
                    Name another one with `./clickledger job restore --from PATH`, or remove %s
                    and it goes on from its newest checkpoint."""
                            .formatted(from, reason, restore.wishFile()));
        }
        return new UpRefused(
                """
                The stream job cannot go on from its newest checkpoint:
                  %s
                  %s
                It was probably written by another version, and is left as it is. You can
                - start the version that wrote it;
                - go on from a savepoint that this version reads: `./clickledger job restore --from PATH`;
                - give the job's state up: move %s away. It then goes on with
                  empty state behind what it has read: windows, matches and refunds that were open are not told.
                Money, orders and views are not in that state."""
                        .formatted(from, reason, checkpoints.directory()));
    }
}
