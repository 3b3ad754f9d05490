package dev.clickledger.domain.order.rules;

/** The ids of all its cancellations are kept to know a repeat. */
public record AnOrderIsCancelledInAtMostTwoHundredSteps(int steps) implements OrderRule {

    public static final int MOST_STEPS = 200;

    @Override
    public boolean holds() {
        return steps <= MOST_STEPS;
    }

    @Override
    public String advice() {
        return "The order was cancelled in "
                + MOST_STEPS
                + " steps already: cancel the whole rest of it";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
