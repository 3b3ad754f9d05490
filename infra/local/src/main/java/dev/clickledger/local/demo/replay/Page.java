package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.local.demo.api.ClickAnswer;
import dev.clickledger.local.demo.api.Lookup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page that a shopper looks at: its first ad, and what became of the click on it. */
final class Page {

    private final Instant at;
    private Lookup.@Nullable Ad firstAd;
    private State state;
    private @Nullable ClickAnswer answer;
    private @Nullable SessionId clickedIn;

    /** What a click on the page is. */
    enum State {
        WITHOUT_AD,
        FIRST,
        REPEAT,
        EXPIRED
    }

    Page(Instant at, Lookup.@Nullable Ad firstAd) {
        this.at = at;
        this.firstAd = firstAd;
        this.state = firstAd == null ? State.WITHOUT_AD : State.FIRST;
    }

    Instant at() {
        return at;
    }

    Lookup.@Nullable Ad firstAd() {
        return firstAd;
    }

    State state() {
        return state;
    }

    @Nullable ClickAnswer answer() {
        return answer;
    }

    boolean wasClickedIn(SessionId session) {
        return session.equals(clickedIn);
    }

    void clicked(ClickAnswer first, SessionId session) {
        state = State.REPEAT;
        answer = first;
        clickedIn = session;
    }

    void expired() {
        state = State.EXPIRED;
    }

    /** Lets the token go: it is worth nothing any more. */
    void forget() {
        if (state == State.FIRST) {
            state = State.EXPIRED;
        }
        firstAd = null;
        answer = null;
    }
}
