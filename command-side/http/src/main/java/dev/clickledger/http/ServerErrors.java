package dev.clickledger.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Problems for what Tomcat refuses by itself, such as a malformed request line. */
public final class ServerErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            new ProblemWriter().write(problem(status), response);
            response.finishResponse();
        } catch (IOException callerIsGone) {
            // Nobody is left to tell.
        }
    }

    static Problem problem(int status) {
        ProblemType type = ProblemType.REFUSED_BY_SERVER;
        if (status == 404) {
            return ProblemAdvice.unknownPath();
        }
        if (status >= 500) {
            type = ProblemType.INTERNAL_ERROR;
        }
        return new Problem(
                type.uri(),
                type.title(),
                status,
                status >= 500
                        ? "This is our fault, not yours."
                        : "The web server refused the request before the application saw it:"
                                + " check its line, headers and framing.",
                null,
                null);
    }
}
