package dev.clickledger.contracts.adtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private static final String KEY = SigningKeys.line(7, new byte[32]);

    @Test
    void signsWithTheLastKeyAndKeepsTheOthers() {
        var keys =
                SigningKeys.parse(
                        List.of(
                                "# keys of the lookup",
                                KEY,
                                "",
                                "  " + SigningKeys.line(0, filled(1)),
                                SigningKeys.line(255, filled(2)) + " "));

        assertThat(keys.newest()).isEqualTo(255);
        assertThat(keys.key(7)).isEqualTo(new byte[32]);
        assertThat(keys.key(0)).isEqualTo(filled(1));
        assertThat(keys.key(1)).isNull();
    }

    @Test
    void cannotBeChangedThroughAKey() {
        var keys = SigningKeys.parse(List.of(KEY));

        keys.key(7)[0] = 1;

        assertThat(keys.key(7)).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "7",
                "x AAAA",
                "7 AAAA",
                "7 !!!",
                "-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "256 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void refusesWhatIsNoKeyFile(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKeys.parse(List.of(line)));
    }

    @Test
    void refusesAnIdUsedTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKeys.parse(List.of(KEY, KEY)));
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) value);
        return key;
    }
}
