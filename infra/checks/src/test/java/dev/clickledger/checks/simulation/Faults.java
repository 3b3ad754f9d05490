package dev.clickledger.checks.simulation;

/** What goes wrong, and when: by chance at every call of a port. */
final class Faults {

    /** What may happen instead of a statement, or beside it. */
    enum OfStatement {
        NONE,
        CRASH,
        CONNECTION_LOST,
        TRANSACTION_TIMEOUT,
        DEADLOCK,
        NOT_SERIALIZABLE,
        MISHAP,
        /** Another node does something first. */
        MEANWHILE
    }

    enum OfCommit {
        NONE,
        CRASH_BEFORE,
        CRASH_AFTER,
        /** Not committed, and the node is told so. */
        REFUSED,
        /** Committed, but the node is told that the connection broke. */
        ANSWER_LOST,
        MEANWHILE
    }

    private static final OfStatement[] STATEMENT_FAULTS = {
        OfStatement.CRASH,
        OfStatement.CONNECTION_LOST,
        OfStatement.TRANSACTION_TIMEOUT,
        OfStatement.DEADLOCK,
        OfStatement.NOT_SERIALIZABLE,
        OfStatement.MISHAP
    };
    private static final OfCommit[] COMMIT_FAULTS = {
        OfCommit.CRASH_BEFORE, OfCommit.CRASH_AFTER, OfCommit.REFUSED, OfCommit.ANSWER_LOST
    };
    private static final int MEANWHILE_IN_A_MILLION = 40_000;

    private final Dice dice;
    private final int inAMillion;
    private boolean off = true;

    /**
     * @param inAMillion how many statements of a million fail; commits four times as often
     */
    Faults(Dice dice, int inAMillion) {
        this.dice = dice;
        this.inAMillion = inAMillion;
    }

    OfStatement atStatement() {
        if (off) {
            return OfStatement.NONE;
        }
        if (dice.inAMillion(MEANWHILE_IN_A_MILLION)) {
            return OfStatement.MEANWHILE;
        }
        return dice.inAMillion(inAMillion)
                ? STATEMENT_FAULTS[dice.below(STATEMENT_FAULTS.length)]
                : OfStatement.NONE;
    }

    OfCommit atCommit() {
        if (off) {
            return OfCommit.NONE;
        }
        if (dice.inAMillion(MEANWHILE_IN_A_MILLION)) {
            return OfCommit.MEANWHILE;
        }
        return dice.inAMillion(4 * inAMillion)
                ? COMMIT_FAULTS[dice.below(COMMIT_FAULTS.length)]
                : OfCommit.NONE;
    }

    void stop() {
        off = true;
    }

    void start() {
        off = false;
    }
}
