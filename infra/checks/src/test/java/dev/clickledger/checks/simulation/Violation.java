package dev.clickledger.checks.simulation;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Something that must hold does not. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Violation(Invariant invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    Violation(Invariant invariant, String what, Throwable cause) {
        super(invariant + ": " + what, cause);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }

    @FormatMethod
    static void unless(
            boolean holds, Invariant invariant, @FormatString String what, Object... arguments) {
        if (!holds) {
            throw new Violation(invariant, what.formatted(arguments));
        }
    }
}
