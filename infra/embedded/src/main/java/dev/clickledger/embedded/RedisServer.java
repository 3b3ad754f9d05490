package dev.clickledger.embedded;

import dev.clickledger.embedded.ServerProcess.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Redis that keeps nothing: what it holds is a view, and a view is rebuilt from the event store.
 */
public final class RedisServer implements AutoCloseable {

    private static final Program PROGRAM =
            new Program("redis-server", "TERM", Duration.ofSeconds(10));
    private static final String RESOURCE = "redis-server-7.0.15-linux-amd64";
    private static final Duration START_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);

    private final int port;
    private final ServerProcess process;
    private final Ephemeral ephemeral;

    private RedisServer(int port, ServerProcess process, Ephemeral ephemeral) {
        this.port = port;
        this.process = process;
        this.ephemeral = ephemeral;
    }

    /** On a free port, with its log in a temporary directory that goes when it is closed. */
    public static RedisServer startEphemeral() {
        Ephemeral ephemeral = Ephemeral.create("redis");
        RedisServer server = start(ephemeral.directory(), FreePorts.pick(), ephemeral);
        ephemeral.closeAtExit(server::close);
        return server;
    }

    public static RedisServer start(Path directory) {
        return start(directory, FreePorts.pick());
    }

    public static RedisServer start(Path directory, int port) {
        return start(directory, port, Ephemeral.none());
    }

    private static RedisServer start(Path directory, int port, Ephemeral ephemeral) {
        Path home = Directories.create(directory);
        ServerProcess.stopOrphan(PROGRAM, home);
        Path program =
                BinaryCache.ours()
                        .directoryOf("redis", RESOURCE, RedisServer::unpack)
                        .resolve(PROGRAM.name());
        ServerProcess process =
                ServerProcess.start(PROGRAM, command(program, home, port), Map.of(), home);
        RedisServer server = new RedisServer(port, process, ephemeral);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static List<String> command(Path program, Path home, int port) {
        return List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                home.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                // A view is built in the second one while the first one is served; the third has
                // performance.
                "--databases",
                "3",
                // Rank lists of a few hundred entries stay one compact piece of memory.
                "--hash-max-listpack-entries",
                "512",
                "--hash-max-listpack-value",
                "128");
    }

    private static void unpack(InputStream resource, Path into) throws IOException {
        Path program = into.resolve(PROGRAM.name());
        Files.copy(resource, program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void awaitReady() {
        long giveUpAt = System.nanoTime() + START_WITHIN.toNanos();
        while (!answersPing()) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                throw new EmbeddedServerException(
                        "Redis does not start, see "
                                + process.log()
                                + ":\n"
                                + process.lastLogLines());
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedServerException("interrupted while Redis starts", e);
            }
        }
    }

    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return "+PONG".equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop();
        ephemeral.delete();
    }
}
