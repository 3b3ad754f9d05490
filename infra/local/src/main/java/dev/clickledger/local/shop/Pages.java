package dev.clickledger.local.shop;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shop's pages. What comes from outside is escaped where it is written; ads are none of their
 * business beyond the marked slots, which the snippet fills.
 */
final class Pages {

    private static final int ADS_ON_HOME = 3;
    private static final int ADS_ON_A_SHELF = 3;
    private static final int ADS_ON_A_PRODUCT = 2;
    private static final int ADS_ON_A_SEARCH = 2;

    private final URI command;
    private final URI query;

    Pages(URI command, URI query) {
        this.command = command;
        this.query = query;
    }

    /** What a page may load and call: itself, the snippet, and the two sides it speaks to. */
    String contentSecurityPolicy() {
        return "default-src 'none'; script-src 'self' %2$s; style-src 'self'; img-src 'self'; connect-src 'self' %2$s %1$s; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                .formatted(command, query);
    }

    String home(Language in) {
        String shelves =
                Catalogue.shelves().entrySet().stream()
                        .map(
                                shelf ->
                                        "<h2><a href=\"/categories/%s\">%s</a></h2>"
                                                        .formatted(
                                                                shelf.getKey(),
                                                                escape(shelf.getValue().in(in)))
                                                + grid(Catalogue.on(shelf.getKey()), in))
                        .collect(Collectors.joining());
        return page(
                in,
                say(in, "달가게", "Moon Shop"),
                """
                <p class="hero">%s</p>
                %s%s
                """
                        .formatted(
                                say(in, "밤에도 열려 있는 작은 가게", "A small shop that is open at night"),
                                slot("HOME", ADS_ON_HOME, ""),
                                shelves));
    }

    String category(String shelf, Words name, Language in) {
        return page(
                in,
                name.in(in),
                "<h1>%s</h1>%s%s"
                        .formatted(
                                escape(name.in(in)),
                                slot("CATEGORY", ADS_ON_A_SHELF, attribute("category", shelf)),
                                grid(Catalogue.on(shelf), in)));
    }

    String search(String term, Language in) {
        List<Product> found = Catalogue.search(term);
        String ads =
                term.isBlank()
                        ? ""
                        : slot("SEARCH", ADS_ON_A_SEARCH, attribute("search-term", term));
        String none = "<p>" + say(in, "찾는 상품이 없습니다.", "Nothing found.") + "</p>";
        return page(
                in,
                term,
                "<h1>%s “%s”</h1>%s%s"
                        .formatted(
                                say(in, "검색", "Search"),
                                escape(term),
                                ads,
                                found.isEmpty() ? none : grid(found, in)));
    }

    String product(Product product, Language in) {
        return page(
                in,
                product.name().in(in),
                """
                <article class="product">
                  <img src="/pictures/%1$s.svg" alt="">
                  <div>
                    <p class="crumb"><a href="/categories/%2$s">%3$s</a></p>
                    <h1>%4$s</h1>
                    <p>%5$s</p>
                    <p class="price">%6$s</p>
                    <form method="post" action="/orders">
                      <input type="hidden" name="product_id" value="%1$s">
                      <input type="hidden" name="device_id"><input type="hidden" name="session_id">
                      <button id="buy">%7$s</button>
                    </form>
                  </div>
                </article>
                %8$s
                """
                        .formatted(
                                product.id(),
                                product.shelf(),
                                escape(nameOf(product.shelf(), in)),
                                escape(product.name().in(in)),
                                escape(product.blurb().in(in)),
                                in.price(product.priceWon()),
                                say(in, "바로 구매", "Buy now"),
                                slot(
                                        "PRODUCT_DETAIL",
                                        ADS_ON_A_PRODUCT,
                                        attribute("category", product.shelf())
                                                + attribute("product-id", product.id()))));
    }

    String thanks(Product bought, String orderId, Language in) {
        return page(
                in,
                say(in, "고맙습니다", "Thank you"),
                """
                <h1>%s</h1>
                <p>%s <strong>%s</strong> · %s</p>
                <p class="quiet">%s <code id="order">%s</code></p>
                <p><a href="/">%s</a></p>
                """
                        .formatted(
                                say(in, "주문이 들어왔습니다", "Your order is placed"),
                                say(in, "주문 상품", "You bought"),
                                escape(bought.name().in(in)),
                                in.price(bought.priceWon()),
                                say(in, "주문 번호", "Order"),
                                escape(orderId),
                                say(in, "더 둘러보기", "Look around")));
    }

    String apology(String what, Language in) {
        return page(
                in,
                what,
                "<h1>%s</h1><p><a href=\"/\">%s</a></p>"
                        .formatted(escape(what), say(in, "처음으로", "Home")));
    }

    private static String nameOf(String shelf, Language in) {
        Words name = Catalogue.shelves().get(shelf);
        return name == null ? shelf : name.in(in);
    }

    /** Marked for the snippet, which fills it or leaves it hidden. */
    private static String slot(String placement, int most, String more) {
        return "<div class=\"ads\" data-ad-slot data-placement=\"%s\" data-max-ads=\"%d\"%s hidden></div>"
                .formatted(placement, most, more);
    }

    private static String attribute(String name, String value) {
        return " data-" + name + "=\"" + escape(value) + "\"";
    }

    private static String grid(List<Product> products, Language in) {
        return products.stream()
                .map(
                        product ->
                                """
                                <a class="card" href="/products/%1$s"><img src="/pictures/%1$s.svg" alt="">\
                                <strong>%2$s</strong><span>%3$s</span><b class="price">%4$s</b></a>"""
                                        .formatted(
                                                product.id(),
                                                escape(product.name().in(in)),
                                                escape(product.blurb().in(in)),
                                                in.price(product.priceWon())))
                .collect(Collectors.joining("", "<div class=\"grid\">", "</div>"));
    }

    private String page(Language in, String title, String content) {
        String shelves =
                Catalogue.shelves().entrySet().stream()
                        .map(
                                shelf ->
                                        "<a href=\"/categories/%s\">%s</a>"
                                                .formatted(
                                                        shelf.getKey(),
                                                        escape(shelf.getValue().in(in))))
                        .collect(Collectors.joining());
        return """
        <!doctype html>
        <html lang="%1$s">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>%2$s · %3$s</title>
          <link rel="stylesheet" href="/shop.css">
          <link rel="icon" href="/icon.svg">
          <script src="/shop.js" defer></script>
          <script src="%4$s/v1/ads.js" data-intake="%5$s" defer></script>
        </head>
        <body>
          <header>
            <a class="logo" href="/">%3$s</a>
            <form action="/search"><input name="q" aria-label="%6$s" placeholder="%7$s" maxlength="100"></form>
            <a class="language" href="/language?to=%8$s">%9$s</a>
            <nav>%10$s</nav>
          </header>
          <div class="columns">
            <main>%11$s</main>
            <aside>
              <h2>%12$s</h2>
              <ul id="balances" data-none="%13$s"></ul>
              <p class="quiet">%14$s</p>
            </aside>
          </div>
        </body>
        </html>
        """
                .formatted(
                        in.code(),
                        escape(title),
                        say(in, "달가게", "Moon Shop"),
                        query,
                        command,
                        say(in, "검색", "Search"),
                        say(in, "laptop, 헤드폰 …", "laptop, headphones …"),
                        in.other().code(),
                        say(in, "English", "한국어"),
                        shelves,
                        content,
                        say(in, "광고주 잔액", "Advertisers' balances"),
                        say(
                                in,
                                "아직 광고주가 없습니다. --sample로 시작해 보세요.",
                                "No advertisers yet: start with --sample."),
                        say(
                                in,
                                "광고를 누르면 그 광고주의 잔액에서 한 번만 빠집니다.",
                                "A click on an ad is charged here, once."));
    }

    private static String say(Language in, String ko, String en) {
        return escape(new Words(ko, en).in(in));
    }

    static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> html.append("&amp;");
                                case '<' -> html.append("&lt;");
                                case '>' -> html.append("&gt;");
                                case '"' -> html.append("&quot;");
                                case '\'' -> html.append("&#39;");
                                default -> html.append((char) c);
                            }
                        });
        return html.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
