package dev.clickledger.stream.intake;

/** A record that is not what its topic promises. */
final class UnreadableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super(message);
    }
}
