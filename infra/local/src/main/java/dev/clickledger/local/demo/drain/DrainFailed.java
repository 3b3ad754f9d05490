package dev.clickledger.local.demo.drain;

/** It does not get drained; the message says what is being waited for. */
public final class DrainFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrainFailed(String message) {
        super(message);
    }
}
