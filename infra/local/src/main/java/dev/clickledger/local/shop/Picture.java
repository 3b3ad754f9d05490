package dev.clickledger.local.shop;

/** Line drawings, so that the shop needs no picture of anyone's. */
enum Picture {
    LAPTOP(
            "#e8eefc",
            "#3557b7",
            """
            <rect x="62" y="62" width="116" height="76" rx="7"/><path d="M44 152h152l-10 14H54z"/><path d="M108 152h24"/>"""),
    MONITOR(
            "#e6f4f1",
            "#1d7a68",
            """
            <rect x="52" y="52" width="136" height="88" rx="7"/><path d="M120 140v26M92 168h56"/>"""),
    HEADPHONES(
            "#f3eafb",
            "#7a3fb0",
            """
            <path d="M66 138v-16a54 54 0 0 1 108 0v16"/><rect x="56" y="126" width="26" height="46" rx="12"/><rect x="158" y="126" width="26" height="46" rx="12"/>"""),
    SPEAKER(
            "#fdeee6",
            "#c25a22",
            """
            <rect x="82" y="52" width="76" height="120" rx="16"/><circle cx="120" cy="132" r="24"/><circle cx="120" cy="82" r="10"/>"""),
    MAP(
            "#fbf3dc",
            "#94700f",
            """
            <path d="M58 70l42-14 40 14 42-14v100l-42 14-40-14-42 14zM100 56v100M140 70v100"/><circle cx="122" cy="104" r="7"/>"""),
    BOOK(
            "#fde9ec",
            "#b5384f",
            """
            <path d="M120 74c-14-12-36-14-58-12v96c22-2 44 0 58 12 14-12 36-14 58-12V62c-22-2-44 0-58 12zM120 74v96"/>""");

    private final String svg;

    Picture(String ground, String ink, String drawing) {
        svg =
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 220"><rect width="240" height="220" fill="%s"/>\
                <g fill="none" stroke="%s" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">%s</g></svg>
                """
                        .formatted(ground, ink, drawing.strip());
    }

    String svg() {
        return svg;
    }
}
