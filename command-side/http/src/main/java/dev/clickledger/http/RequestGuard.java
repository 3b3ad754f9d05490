package dev.clickledger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is refused before anything is read: a body beyond {@link #MAX_BODY_BYTES}, whether its
 * length is told or it comes in chunks, and a {@value RequestClock#SANDBOX_TIME} header where there
 * is no sandbox (even if the request would not have looked at it).
 */
final class RequestGuard extends OncePerRequestFilter {

    static final long MAX_BODY_BYTES = 1 << 20;

    private final RequestClock clock;
    private final ProblemWriter problems;

    RequestGuard(RequestClock clock, ProblemWriter problems) {
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (request.getContentLengthLong() > MAX_BODY_BYTES) {
                throw new BodyTooLargeException().problem();
            }
            clock.timeOf(request);
        } catch (ProblemException refused) {
            problems.write(refused, response);
            return;
        }
        chain.doFilter(new BoundedRequest(request), response);
    }

    /** Thrown while a body is read that turns out to be too large. */
    static final class BodyTooLargeException extends IOException {

        BodyTooLargeException() {
            super("the body is larger than " + MAX_BODY_BYTES + " bytes");
        }

        ProblemException problem() {
            return ProblemException.of(
                    ProblemType.BODY_TOO_LARGE,
                    "A body has at most 1 MiB (1,048,576 bytes): send it in parts.");
        }
    }

    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream bounded;

        BoundedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (bounded == null) {
                bounded = new BoundedStream(super.getInputStream());
            }
            return bounded;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private long left = MAX_BODY_BYTES;

        BoundedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = body.read(into, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws BodyTooLargeException {
            left -= read;
            if (left < 0) {
                throw new BodyTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
