package dev.clickledger.local.shop;

/** The same in the shop's two languages. */
record Words(String ko, String en) {

    String in(Language language) {
        return switch (language) {
            case KO -> ko;
            case EN -> en;
        };
    }
}
