package dev.clickledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestClockTest {

    private static final Instant SERVER_TIME = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final RequestClock sandbox =
            new RequestClock(Clock.fixed(SERVER_TIME, ZoneOffset.UTC), true);

    @Test
    void isTheServersTimeToTheMillisecond() {
        assertThat(sandbox.timeOf(new MockHttpServletRequest()))
                .isEqualTo(new RequestTime(Instant.parse("2026-03-01T10:00:00.123Z"), false));
    }

    @Test
    void isWhatASandboxRequestSays() {
        assertThat(sandbox.timeOf(request("2017-11-07T09:30:38Z")))
                .isEqualTo(new RequestTime(Instant.parse("2017-11-07T09:30:38Z"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2017-11-07",
                "2017-11-07T09:30:38",
                "1999-12-31T23:59:59Z",
                "2100-01-01T00:00:00Z",
                "-1000000-01-01T00:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> sandbox.timeOf(request(text)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Sandbox-Time must be a UTC time");
    }

    @Test
    void refusesTwoTimes() {
        var request = request("2017-11-07T09:30:38Z");
        request.addHeader("Sandbox-Time", "2017-11-07T09:30:39Z");

        assertThatThrownBy(() -> sandbox.timeOf(request)).isInstanceOf(ProblemException.class);
    }

    private static MockHttpServletRequest request(String sandboxTime) {
        var request = new MockHttpServletRequest();
        request.addHeader("Sandbox-Time", sandboxTime);
        return request;
    }
}
