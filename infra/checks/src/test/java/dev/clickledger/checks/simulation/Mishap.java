package dev.clickledger.checks.simulation;

/** An Error that the process survives, like a stack that overflows: nobody expects one there. */
final class Mishap extends Error {

    private static final long serialVersionUID = 1L;

    Mishap() {
        super("something that nobody thought of", null, false, false);
    }
}
