package dev.clickledger.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The origins of the shop's pages, as browsers send them ({@code https://shop.example.com}). None:
 * no page may call.
 */
record CommerceOrigins(List<String> allowed) {

    private static final int MOST = 100;

    /**
     * @throws IllegalArgumentException when one is no origin: it would never match, or match all
     */
    CommerceOrigins {
        allowed = allowed.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        if (allowed.size() > MOST) {
            throw new IllegalArgumentException(
                    "clickledger.commerce-origins must list at most " + MOST + " origins");
        }
        allowed.forEach(CommerceOrigins::check);
    }

    private static void check(String origin) {
        if (!origin.equals(originOf(origin))) {
            throw new IllegalArgumentException(
                    "clickledger.commerce-origins must list origins such as"
                            + " https://shop.example.com, in lower case and without a path: '"
                            + origin
                            + "' is none");
        }
    }

    private static @Nullable String originOf(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String host = uri.getHost();
            if (!web || host == null) {
                return null;
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() + "://" + host.toLowerCase(Locale.ROOT) + port;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }
}
