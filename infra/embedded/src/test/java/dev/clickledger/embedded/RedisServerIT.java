package dev.clickledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

    @TempDir Path directory;

    @Test
    void answersUnderItsUrl() throws IOException {
        try (RedisServer server = RedisServer.startEphemeral()) {
            assertThat(send(server, "SET a 1")).isEqualTo("+OK");
        }
    }

    @Test
    void forgetsEverythingOverARestart() throws IOException {
        try (RedisServer server = RedisServer.start(directory)) {
            send(server, "SET a 1");
        }
        try (RedisServer server = RedisServer.start(directory)) {
            assertThat(send(server, "EXISTS a")).isEqualTo(":0");
        }
    }

    @Test
    void stopsTheServerThatAKilledParentLeft() throws IOException {
        RedisServer orphaned = RedisServer.start(directory);
        ProcessHandle orphan = ProcessHandle.of(orphaned.pid()).orElseThrow();
        try (RedisServer server = RedisServer.start(directory)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(send(server, "EXISTS a")).isEqualTo(":0");
        }
    }

    private static String send(RedisServer server, String command) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; ) {
                line.append((char) c);
                c = socket.getInputStream().read();
            }
            return line.toString();
        }
    }
}
