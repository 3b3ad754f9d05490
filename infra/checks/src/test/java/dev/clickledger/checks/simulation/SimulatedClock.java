package dev.clickledger.checks.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The wall clock of all nodes, which jumps, and beside it one that only goes forward. */
final class SimulatedClock extends Clock {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private Instant now;
    private Instant sinceStart = Instant.EPOCH;

    SimulatedClock(Instant start) {
        this.now = start;
    }

    void advance(Duration time) {
        now = now.plus(time);
        sinceStart = sinceStart.plus(time);
    }

    /** The wall clock was wrong. */
    void jump(Duration difference) {
        now = now.plus(difference);
    }

    /** To just before the next business day. */
    void advanceToMidnight() {
        ZonedDateTime inSeoul = now.atZone(SEOUL);
        Instant midnight =
                inSeoul.toLocalDate().plusDays(1).atTime(LocalTime.MIN).atZone(SEOUL).toInstant();
        advance(Duration.between(now, midnight).minusMillis(20));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** For durations. */
    Clock steady() {
        return new Clock() {
            @Override
            public Instant instant() {
                return sinceStart;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("It tells durations, not days");
            }
        };
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks for another zone");
    }
}
