package dev.clickledger.command.charge;

import java.util.List;

/** Port: decides clicks of some advertisers, all in one transaction. */
@FunctionalInterface
interface BatchDecider {

    /**
     * @return an answer for each attempt, in their order
     * @throws RuntimeException if none was decided
     */
    List<ClickAnswer> decide(List<ClickAttempt> attempts);
}
