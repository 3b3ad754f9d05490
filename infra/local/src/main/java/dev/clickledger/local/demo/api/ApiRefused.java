package dev.clickledger.local.demo.api;

/** An answer that was not the one hoped for, with what the problem says about it. */
public final class ApiRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiRefused(String call, int status, String problem) {
        super(call + " was answered " + status + ": " + problem);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
