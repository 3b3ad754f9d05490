package dev.clickledger.command.impressions;

import dev.clickledger.contracts.ids.ClickId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one request has claimed in the memory of impressions: at most what its events are about. */
final class Claims {

    /** What became of an event. */
    sealed interface Claim {}

    /** Nobody had reported this before; one of the two is true. */
    record Fresh(boolean served, boolean viewable) implements Claim {}

    /** It says nothing new. */
    record Repeat() implements Claim {}

    /** Another device or session reported the ad first. */
    record SomebodyElses() implements Claim {}

    final Delivery delivery = new Delivery();
    final List<ClickId> ads = new ArrayList<>();
    final List<Fingerprint> events = new ArrayList<>();

    /** Those of other requests, on which something of this one rests. */
    private final Set<Delivery> earlier = new HashSet<>();

    /**
     * @return whether it is still open how that ends
     */
    boolean restsOn(Delivery other) {
        if (other == delivery || other.hasArrived()) {
            return false;
        }
        earlier.add(other);
        return true;
    }

    Set<Delivery> earlier() {
        return earlier;
    }
}
