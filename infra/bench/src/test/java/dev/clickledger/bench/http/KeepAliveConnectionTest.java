package dev.clickledger.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.bench.http.KeepAliveConnection.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepAliveConnectionTest {

    private static final byte[] REQUEST = KeepAliveConnection.post("/clicks", "{\"a\":1}");

    private final ServerSocket server;

    KeepAliveConnectionTest() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Answers the requests of each connection with the texts given for it, then closes it. */
    @SafeVarargs
    private int serving(List<String>... connections) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                for (List<String> answers : connections) {
                                    serve(answers);
                                }
                            } catch (IOException stopped) {
                                // The test has ended.
                            }
                        });
        return server.getLocalPort();
    }

    private void serve(List<String> answers) throws IOException {
        try (Socket socket = server.accept()) {
            for (String answer : answers) {
                socket.getInputStream().readNBytes(REQUEST.length);
                socket.getOutputStream()
                        .write(answer.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void readsAnswersOfAKnownLengthOneAfterAnother() throws IOException {
        int port =
                serving(
                        List.of(
                                "HTTP/1.1 200 \nContent-Length: 2\n\nok",
                                "HTTP/1.1 404 \ncontent-length: 4\n\nnone"));
        try (var connection = new KeepAliveConnection(port)) {
            Answer first = connection.send(REQUEST);
            Answer second = connection.send(REQUEST);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text()).isEqualTo("ok");
            assertThat(second.status()).isEqualTo(404);
            assertThat(second.text()).isEqualTo("none");
        }
    }

    @Test
    void readsAnswersInChunks() throws IOException {
        String chunked =
                "HTTP/1.1 200 \nTransfer-Encoding: chunked\n\n5\nhello\na\n, worlds! \n0\n\n";
        int port = serving(List.of(chunked, chunked));
        try (var connection = new KeepAliveConnection(port)) {
            assertThat(connection.send(REQUEST).text()).isEqualTo("hello, worlds! ");
            assertThat(connection.send(REQUEST).text()).isEqualTo("hello, worlds! ");
        }
    }

    @Test
    void connectsAgainWhenTheServerSaidThatItCloses() throws IOException {
        int port =
                serving(
                        List.of("HTTP/1.1 200 \nConnection: close\nContent-Length: 1\n\na"),
                        List.of("HTTP/1.1 200 \nContent-Length: 1\n\nb"));
        try (var connection = new KeepAliveConnection(port)) {
            assertThat(connection.send(REQUEST).text()).isEqualTo("a");
            assertThat(connection.send(REQUEST).text()).isEqualTo("b");
        }
    }

    @Test
    void anUnannouncedEndIsAFailure() throws IOException {
        int port = serving(List.of("HTTP/1.1 200 \nContent-Length: 9\n\nhalf"));
        try (var connection = new KeepAliveConnection(port)) {
            assertThatThrownBy(() -> connection.send(REQUEST)).isInstanceOf(EOFException.class);
        }
    }
}
