package dev.clickledger.command.charge;

import java.util.List;

/** Port: decides clicks of some advertisers, all in one transaction. */
@FunctionalInterface
interface BatchDecider {

    /**
     * @param decided called when the next clicks of these advertisers may be decided, though this
     *     is not stored yet; not necessarily
     * @return an answer for each attempt, in their order
     * @throws RuntimeException if none was decided
     */
    List<ClickAnswer> decide(List<ClickAttempt> attempts, Runnable decided);
}
