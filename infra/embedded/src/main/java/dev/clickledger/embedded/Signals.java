package dev.clickledger.embedded;

import java.io.File;
import java.io.IOException;

/** Sends the signals that Java has no call for, with the shell's own {@code kill}. */
final class Signals {

    static final File NOTHING = new File("/dev/null");

    private Signals() {}

    static void send(String signal, long pid) {
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                            .redirectInput(NOTHING)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            kill.waitFor();
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot signal process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
