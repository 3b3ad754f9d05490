package dev.clickledger.http;

import dev.clickledger.contracts.json.ContractJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;

/** Writes a problem where there is no controller: in a filter, or in the web server itself. */
public final class ProblemWriter {

    public void write(ProblemException refused, HttpServletResponse response) throws IOException {
        Long retryAfter = refused.retryAfterSeconds();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        write(refused.problem(), response);
    }

    void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = ContractJson.strict().writeValueAsBytes(problem);
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void write(Problem problem, ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getBody().write(ContractJson.strict().writeValueAsBytes(problem));
        response.flush();
    }
}
