package dev.clickledger.stream.matching;

import dev.clickledger.stream.duplicates.JudgedClick;

/** Among which of a device's clicks the latest one is looked for. */
enum Shelf {
    /** Clicks on a product that stay charged. */
    PRODUCT("p/") {
        @Override
        boolean has(JudgedClick judged, String id) {
            return !judged.duplicate() && judged.click().productId().equals(id);
        }
    },

    /** Clicks on any product of an advertiser that stay charged. */
    ADVERTISER("a/") {
        @Override
        boolean has(JudgedClick judged, String id) {
            return !judged.duplicate() && judged.click().advertiserId().equals(id);
        }
    },

    /** Clicks on a product that are owed back. */
    INVALID("x/") {
        @Override
        boolean has(JudgedClick judged, String id) {
            return judged.duplicate() && judged.click().productId().equals(id);
        }
    };

    private final String prefix;

    Shelf(String prefix) {
        this.prefix = prefix;
    }

    abstract boolean has(JudgedClick judged, String id);

    String of(String id) {
        return prefix + id;
    }
}
