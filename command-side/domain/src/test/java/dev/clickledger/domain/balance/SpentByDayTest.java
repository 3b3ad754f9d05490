package dev.clickledger.domain.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.clickledger.domain.Seed;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpentByDayTest {

    private static final LocalDate DAY = LocalDate.parse("2024-02-28");

    private final SpentByDay spent = new SpentByDay();

    @Test
    void isNothingBeforeAnythingWasSpent() {
        assertThat(spent.on(DAY)).isZero();
        assertThat(spent.keeps(DAY)).isTrue();
    }

    @Test
    void forgetsADayWhenFourHundredLaterOnesMayCome() {
        spent.set(DAY, 100);
        spent.set(DAY.plusDays(399), 200);
        assertThat(spent.on(DAY)).isEqualTo(100);

        spent.set(DAY.plusDays(400), 300);

        assertThat(spent.keeps(DAY)).isFalse();
        assertThat(spent.on(DAY)).isZero();
        assertThat(spent.keeps(DAY.plusDays(1))).isTrue();
        assertThat(spent.on(DAY.plusDays(399))).isEqualTo(200);
        assertThatIllegalStateException().isThrownBy(() -> spent.set(DAY, 1));
    }

    @Test
    void takesEarlierDaysToo() {
        spent.set(DAY, 100);
        spent.set(DAY.minusDays(20), 50);

        assertThat(spent.on(DAY)).isEqualTo(100);
        assertThat(spent.on(DAY.minusDays(20))).isEqualTo(50);
        assertThat(spent.on(DAY.minusDays(19))).isZero();
    }

    @Test
    void sumsUpTheDaysOfAMonthAndNoOthers() {
        spent.set(LocalDate.parse("2024-01-31"), 1);
        spent.set(LocalDate.parse("2024-02-01"), 10);
        spent.set(LocalDate.parse("2024-02-29"), 100);
        spent.set(LocalDate.parse("2024-03-01"), 1_000);

        assertThat(february()).isEqualTo(110);
        spent.set(LocalDate.parse("2025-03-07"), 5);
        assertThat(february()).as("the 1st has left the books").isEqualTo(100);
        assertThat(new SpentByDay().within(DAY, DAY)).isZero();
    }

    private long february() {
        return spent.within(LocalDate.parse("2024-02-01"), LocalDate.parse("2024-02-29"));
    }

    @Test
    void holdsWhatAMapWouldHold() {
        Seed seed = Seed.next("SpentByDayTest");
        for (int run = 0; run < 100; run++) {
            var random = seed.random(run);
            var days = new SpentByDay();
            var map = new TreeMap<LocalDate, Long>();
            LocalDate day = DAY;
            for (int i = 0; i < 300; i++) {
                day =
                        day.plusDays(
                                random.nextInt(20) == 0
                                        ? random.nextInt(600)
                                        : random.nextInt(-3, 5));
                if (days.keeps(day)) {
                    days.set(day, i + 1);
                    map.put(day, i + 1L);
                }
                map.headMap(map.lastKey().minusDays(SpentByDay.DAYS_KEPT), true).clear();
                for (LocalDate d = map.lastKey().plusDays(3);
                        d.isAfter(map.lastKey().minusDays(410));
                        d = d.minusDays(7)) {
                    assertThat(days.on(d)).isEqualTo(map.getOrDefault(d, 0L));
                }
            }
        }
    }
}
