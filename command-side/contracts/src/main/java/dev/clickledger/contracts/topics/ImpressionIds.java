package dev.clickledger.contracts.topics;

import dev.clickledger.contracts.ids.ClickId;

/**
 * Ids of impressions in {@code ad-events}, derived from the click id that the served ad was given,
 * so that every node and every repeat has them again: an ad has one of each kind at most, whatever
 * ids its reports had. At most 64 characters.
 */
public final class ImpressionIds {

    private ImpressionIds() {}

    /** The ad was shown. */
    public static String served(ClickId clickId) {
        return "imp-" + clickId + "-served";
    }

    /** The ad could be seen. It has been served, too, and is not counted as that again. */
    public static String viewable(ClickId clickId) {
        return "imp-" + clickId + "-viewable";
    }
}
