package dev.clickledger.command.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {

    private final UserAgents shipped = UserAgents.shipped();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0)",
                "Mozilla/5.0 (compatible; Baiduspider-render/2.0)",
                "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
                "facebookexternalhit/1.1",
                "kakaotalk-scrap/1.0",
                "python-requests/2.32.3",
                "curl/8.5.0",
                "Wget/1.21",
                "Apache-HttpClient/5.3 (Java/21)",
                "CUBOT Googlebot/2.1"
            })
    void tellsCrawlersToolsAndSilence(String userAgent) {
        assertThat(shipped.isInvalidTraffic(userAgent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 10; CUBOT P30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; SM-S921N; wv) KAKAOTALK/10.8.0 (INAPP)",
                "Mozilla/5.0 (Linux; Android 14) NAVER(inapp; search; 1000; 12.6.1)",
                "ShopApp/4.2 okhttp/4.12.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Bottlebrush/1.0 Firefox/127.0"
            })
    void leavesShoppersAlone(String userAgent) {
        assertThat(shipped.isInvalidTraffic(userAgent)).isFalse();
    }

    @Test
    void doesNotJudgeWhatNobodyTold() {
        assertThat(shipped.isInvalidTraffic(null)).isFalse();
    }

    @Test
    void refusesAListThatIsNone() {
        assertThat(UserAgents.of(List.of("version 7", "*bot", "curl")).version()).isEqualTo("7");
        assertThatThrownBy(() -> UserAgents.of(List.of("*bot", "curl")))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> UserAgents.of(List.of("version 7", "*bot", "Curl (x)")))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> UserAgents.of(List.of("version 7"))).hasMessageContaining("words");
    }
}
