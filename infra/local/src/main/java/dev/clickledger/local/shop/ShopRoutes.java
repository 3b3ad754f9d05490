package dev.clickledger.local.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the shop answers at which path. */
final class ShopRoutes implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ShopRoutes.class);
    private static final int MOST_FORM_BYTES = 4096;
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String JSON = "application/json";
    private static final String LANGUAGE = "language=";

    private final Pages pages;
    private final Backend backend;

    ShopRoutes(Pages pages, Backend backend) {
        this.pages = pages;
        this.backend = backend;
    }

    /** As advertised products are described to the page. */
    record Described(String name, String blurb, long price) {}

    private record Answer(int status, String type, byte[] body, Map<String, String> headers) {

        static Answer of(String type, String body) {
            return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        static Answer json(Object body) {
            return new Answer(200, JSON, ContractJson.strict().writeValueAsBytes(body), Map.of());
        }

        static Answer seeOther(String path) {
            return new Answer(303, HTML, new byte[0], Map.of("Location", path));
        }

        Answer status(int other) {
            return new Answer(other, type, body, headers);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (RuntimeException bug) {
            LOG.error("The shop failed at {}", exchange.getRequestURI(), bug);
            throw bug;
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        Language in = language(exchange);
        String path = exchange.getRequestURI().getPath();
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET" ->
                        get(path, parameters(exchange.getRequestURI().getRawQuery()), exchange, in);
                case "POST" -> path.equals("/orders") ? order(exchange, in) : notFound(in);
                default -> notFound(in).status(405);
            };
        } catch (IOException unreachable) {
            LOG.warn("The shop could not answer {}", path, unreachable);
            return apology(new Words("잠시 후 다시 시도해 주세요", "Please try again in a moment"), in)
                    .status(503);
        }
    }

    private Answer get(String path, Map<String, String> query, HttpExchange exchange, Language in)
            throws IOException {
        return switch (path) {
            case "/" -> html(pages.home(in));
            case "/search" -> html(pages.search(query.getOrDefault("q", ""), in));
            case "/language" -> switchTo(Language.of(query.get("to")), exchange);
            case "/shop.css" -> resource("shop.css", "text/css;charset=UTF-8");
            case "/shop.js" -> resource("shop.js", "text/javascript;charset=UTF-8");
            case "/icon.svg" -> picture(Picture.BOOK);
            case "/catalogue.json" -> Answer.json(catalogue(in));
            case "/balances.json" -> Answer.json(backend.balances());
            default -> below(path, query, in);
        };
    }

    private Answer below(String path, Map<String, String> query, Language in) {
        if (path.startsWith("/categories/")) {
            String shelf = path.substring("/categories/".length());
            return Optional.ofNullable(Catalogue.shelves().get(shelf))
                    .map(name -> html(pages.category(shelf, name, in)))
                    .orElseGet(() -> notFound(in));
        }
        if (path.startsWith("/products/")) {
            return Catalogue.find(path.substring("/products/".length()))
                    .map(product -> html(pages.product(product, in)))
                    .orElseGet(() -> notFound(in));
        }
        if (path.startsWith("/pictures/") && path.endsWith(".svg")) {
            String id = path.substring("/pictures/".length(), path.length() - ".svg".length());
            return Catalogue.find(id)
                    .map(product -> picture(product.picture()))
                    .orElseGet(() -> notFound(in));
        }
        if (path.startsWith("/orders/")) {
            return Catalogue.find(query.getOrDefault("product_id", ""))
                    .map(bought -> html(pages.thanks(bought, path.substring(8), in)))
                    .orElseGet(() -> notFound(in));
        }
        return notFound(in);
    }

    /** The shopper's browser fills in who orders; the order itself is the server's to send. */
    private Answer order(HttpExchange exchange, Language in) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(MOST_FORM_BYTES);
        Map<String, String> fields = parameters(new String(form, StandardCharsets.UTF_8));
        Optional<Product> product = Catalogue.find(fields.getOrDefault("product_id", ""));
        if (product.isEmpty()) {
            return notFound(in);
        }
        String order =
                backend.order(
                        product.get(),
                        fields.getOrDefault("device_id", ""),
                        fields.getOrDefault("session_id", ""));
        return Answer.seeOther(
                "/orders/" + order + "?product_id=" + Pages.encode(product.get().id()));
    }

    private static Map<String, Described> catalogue(Language in) {
        Map<String, Described> all = new LinkedHashMap<>();
        for (Product one : Catalogue.all()) {
            all.put(one.id(), new Described(one.name().in(in), one.blurb().in(in), one.priceWon()));
        }
        return all;
    }

    private static Answer switchTo(Language wanted, HttpExchange exchange) {
        String from = exchange.getRequestHeaders().getFirst("Referer");
        String back = from == null ? "/" : from.replaceFirst("^https?://[^/]*", "");
        return new Answer(
                303,
                HTML,
                new byte[0],
                Map.of(
                        "Location",
                        back.startsWith("/") && !back.startsWith("//") ? back : "/",
                        "Set-Cookie",
                        LANGUAGE + wanted.code() + "; Path=/; SameSite=Lax"));
    }

    private static Language language(HttpExchange exchange) {
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        return Language.of(cookies != null && cookies.contains(LANGUAGE + "en") ? "en" : null);
    }

    private static Answer picture(Picture picture) {
        return Answer.of("image/svg+xml", picture.svg());
    }

    private static Answer html(String page) {
        return Answer.of(HTML, page);
    }

    private Answer notFound(Language in) {
        return apology(new Words("그런 페이지는 없습니다", "There is no such page"), in).status(404);
    }

    private Answer apology(Words what, Language in) {
        return html(pages.apology(what.in(in), in));
    }

    private static Answer resource(String name, String type) throws IOException {
        try (InputStream in = ShopRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new Answer(200, type, in.readAllBytes(), Map.of());
        }
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> parameters = new HashMap<>();
        if (encoded == null) {
            return parameters;
        }
        for (String pair : encoded.split("&", 20)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    parameters.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    continue; // As if it had not been sent.
                }
            }
        }
        return parameters;
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Content-Security-Policy", pages.contentSecurityPolicy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
