package dev.clickledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. When we are root it runs in a user namespace of its own, where
 * it still owns our files; where the kernel or the container forbids that, as the user nobody, with
 * the right to pass through directories that are ours alone.
 */
enum OtherThanRoot {
    /** We are not root. */
    NOT_NEEDED(""),
    USER_NAMESPACE("unshare -U"),
    NOBODY(
            "setpriv --reuid=65534 --regid=65534 --clear-groups"
                    + " --inh-caps=+dac_override --ambient-caps=+dac_override"),
    /** As {@link #NOBODY} where even that right is missing: the data must be reachable by all. */
    NOBODY_WITHOUT_RIGHTS("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODY_UID = 65_534;

    private final String prefix;

    OtherThanRoot(String prefix) {
        this.prefix = prefix;
    }

    static OtherThanRoot here() {
        int uid = ourUid();
        if (uid != 0) {
            // A user without a name (a container's arbitrary id) is one inside a namespace: nobody.
            return hasName(uid) || !USER_NAMESPACE.works() ? NOT_NEEDED : USER_NAMESPACE;
        }
        for (OtherThanRoot way : List.of(USER_NAMESPACE, NOBODY, NOBODY_WITHOUT_RIGHTS)) {
            if (way.works()) {
                return way;
            }
        }
        throw new EmbeddedServerException(
                "PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' works here:"
                        + " run as another user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (!prefix.isEmpty()) {
            whole.addAll(List.of(prefix.split(" ", -1)));
        }
        whole.addAll(command);
        return whole;
    }

    /** The data belong to whom PostgreSQL runs as, also when an earlier run did it another way. */
    void own(Path directory) {
        if (this == NOT_NEEDED) {
            return;
        }
        Directories.give(directory, this == USER_NAMESPACE ? ourUid() : NOBODY_UID);
    }

    BinaryCache binaries() {
        return switch (this) {
            case NOT_NEEDED, USER_NAMESPACE -> BinaryCache.ours();
            case NOBODY, NOBODY_WITHOUT_RIGHTS -> BinaryCache.forEveryone();
        };
    }

    private boolean works() {
        try {
            Process probe =
                    new ProcessBuilder(command(List.of("true")))
                            .redirectInput(Signals.NOTHING)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int ourUid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasName(int uid) {
        try {
            return !Files.getOwner(Path.of("/proc/self")).getName().equals(Integer.toString(uid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
