package dev.clickledger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks loopback ports for child processes, which must be told theirs before they start. The ports
 * come from below the kernel's ephemeral range (32768 and up), so that no outgoing connection takes
 * one between the pick and the start.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int MOST_TRIES = 200;

    private FreePorts() {}

    public static int pick() {
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerException("no free port from " + LOWEST + " to " + BEYOND_HIGHEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
