package dev.clickledger.local.shop;

import java.util.Locale;

/**
 * Something that the shop sells.
 *
 * @param shelf its category, as campaigns name it
 * @param words by which it is found, beside its names
 */
record Product(
        String id,
        Words name,
        Words blurb,
        String shelf,
        long priceWon,
        Picture picture,
        String words) {

    boolean matches(String term) {
        return (name.ko() + " " + name.en() + " " + words).toLowerCase(Locale.ROOT).contains(term);
    }
}
