package dev.clickledger.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 that stays open, with as little work as possible on this side: client
 * and server share the machine. A request goes out in one piece; an answer has a length or comes in
 * chunks.
 */
public final class KeepAliveConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final int HEXADECIMAL = 16;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean closing;
    private byte[] received = new byte[8_192];
    private int begin;
    private int end;

    /** An answer's status and body. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public KeepAliveConnection(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Servers end a connection after so many requests, and say so. */
    private void connectAgain() throws IOException {
        socket.close();
        socket = connected(port);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        begin = 0;
        end = 0;
        closing = false;
    }

    /** A whole request, head and body. */
    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """
                        .formatted(path, body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    public static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public Answer send(byte[] request) throws IOException {
        if (closing) {
            connectAgain();
        }
        out.write(request);
        out.flush();
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS));
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("connection:")) {
                closing = lower.endsWith("close");
            }
        }
        return new Answer(status, chunked ? chunks() : bytes(length));
    }

    private byte[] chunks() throws IOException {
        byte[] body = new byte[0];
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].strip(), HEXADECIMAL);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // a trailer
                }
                return body;
            }
            byte[] chunk = bytes(size);
            line();
            int before = body.length;
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
        }
    }

    private String line() throws IOException {
        int from = begin;
        while (true) {
            for (int i = from; i < end; i++) {
                if (received[i] == '\n') {
                    String line =
                            new String(received, begin, i - begin, StandardCharsets.ISO_8859_1);
                    begin = i + 1;
                    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            int looked = end - begin;
            more();
            from = begin + looked;
        }
    }

    private byte[] bytes(int count) throws IOException {
        while (end - begin < count) {
            more();
        }
        byte[] bytes = Arrays.copyOfRange(received, begin, begin + count);
        begin += count;
        return bytes;
    }

    private void more() throws IOException {
        if (begin > 0) {
            System.arraycopy(received, begin, received, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        if (end == received.length) {
            received = Arrays.copyOf(received, received.length * 2);
        }
        int read = in.read(received, end, received.length - end);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
