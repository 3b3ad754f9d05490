package dev.clickledger.domain.order.rules;

public record AnOrderHasOneToTwoHundredLines(int lines) implements OrderRule {

    public static final int MOST_LINES = 200;

    @Override
    public boolean holds() {
        return lines >= 1 && lines <= MOST_LINES;
    }

    @Override
    public String advice() {
        return "The order has " + lines + " lines: send 1 to " + MOST_LINES;
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
