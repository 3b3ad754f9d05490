package dev.clickledger.local.shop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the shop's pages are written in; Korean until the shopper chooses. */
enum Language {
    KO,
    EN;

    static Language of(@Nullable String code) {
        return "en".equals(code) ? EN : KO;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == KO ? EN : KO;
    }

    String price(long won) {
        return switch (this) {
            case KO -> String.format(Locale.ROOT, "%,d원", won);
            case EN -> String.format(Locale.ROOT, "₩%,d", won);
        };
    }
}
