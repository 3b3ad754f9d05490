package dev.clickledger.local.demo.api;

/** No answer came, also when asked again. */
public final class ApiUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ApiUnreachable(String call, Throwable cause) {
        super(call + " was not answered: " + cause, cause);
    }
}
