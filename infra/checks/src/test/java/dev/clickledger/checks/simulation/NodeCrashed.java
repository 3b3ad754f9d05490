package dev.clickledger.checks.simulation;

/** The process is gone. Nobody in it can handle that: it only unwinds the stack. */
final class NodeCrashed extends Error {

    private static final long serialVersionUID = 1L;

    NodeCrashed() {
        super("the node crashed", null, false, false);
    }
}
