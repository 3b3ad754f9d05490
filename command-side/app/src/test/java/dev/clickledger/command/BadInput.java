package dev.clickledger.command;

import java.util.ArrayList;
import java.util.List;

/**
 * What callers may get wrong, and what they are told. In paths and bodies, {@code ADVERTISER},
 * {@code CAMPAIGN} and {@code ORDER} stand for existing ids, {@code TOKEN} for a token of that
 * campaign.
 *
 * @param type the last part of the problem's URI
 * @param field that the answer must name; none when it is not about a field
 */
record BadInput(
        String what,
        String method,
        String path,
        String body,
        int status,
        String type,
        String field) {

    private static final String ADVERTISER =
            """
            {"advertiser_id":"new-1","name":"Kim","business_registration_number":"123-45-67890",
             "contract_document_url":"https://example.com/c.pdf"}""";
    private static final String TOP_UP =
            """
            {"amount":1000,"vat_amount":100,"method":"CARD","payment_reference":"ref-1"}""";
    private static final String CAMPAIGN =
            """
            {"campaign_id":"new-1","advertiser_id":"ADVERTISER","name":"Lamps","starts_at":"2024-01-01T00:00:00Z",
             "ends_at":"2034-01-01T00:00:00Z","products":[{"product_id":"p-1","category":"home/lamps"}],
             "bids":[{"placement":"SEARCH","bid_price":500}],
             "keywords":[{"text":"lamp","match":"EXACT","bid_price":600}],"negative_keywords":["broken"],
             "daily_budget":10000,"total_budget":50000,"budget_mode":"AVERAGED","pacing":"EVEN",
             "targeting":{"device_types":["MOBILE"],"age_groups":["20-29"],"parent_categories":true}}""";
    private static final String CLICK =
            """
            {"ad_token":"TOKEN","device_id":"d-1","session_id":"s-1","user_agent":"Firefox"}""";
    private static final String ORDER =
            """
            {"event_id":"e-1","order_id":"o-1","device_id":"d-1","session_id":"s-1","conversion_type":"PURCHASE",
             "referrer_url":"https://example.com/p/1",
             "lines":[{"line_id":"l-1","product_id":"p-1","quantity":1,"revenue_amount":5000}]}""";
    private static final String CANCELLATION =
            """
            {"event_id":"e-2","device_id":"d-1","lines":[{"line_id":"l-1","revenue_amount":1000}]}""";

    private static final String CALL_ADVERTISERS = "/v1/advertisers";
    private static final String CALL_TOP_UPS = "/v1/advertisers/ADVERTISER/top-ups";
    private static final String CALL_CAMPAIGNS = "/v1/campaigns";
    private static final String CALL_CAMPAIGN = "/v1/campaigns/CAMPAIGN";
    private static final String CALL_CLICKS = "/v1/clicks";
    private static final String CALL_ORDERS = "/v1/orders";
    private static final String CALL_CANCELLATION = "/v1/orders/ORDER/cancellation";

    private static final String ELEVEN_WORDS = "\"a b c d e f g h i j k\"";
    private static final String INVALID = "invalid-request";

    @Override
    public String toString() {
        return method + " " + path + ": " + what;
    }

    /** Rows that are refused by what they say alone. */
    static List<BadInput> malformed() {
        var rows = new Table();
        advertisers(rows);
        topUps(rows);
        campaigns(rows);
        terms(rows);
        products(rows);
        clicks(rows);
        orders(rows);
        events(rows);
        conventions(rows);
        return rows.all;
    }

    private static void advertisers(Table rows) {
        rows.in(CALL_ADVERTISERS, ADVERTISER)
                .bad("id with a blank", "\"new-1\"", "\"new 1\"", "advertiser_id")
                .bad("id of 65", "\"new-1\"", text(65), "advertiser_id")
                .bad("id as a number", "\"new-1\"", "7", "advertiser_id")
                .bad("no name", "\"name\":\"Kim\",", "", "name")
                .bad("blank name", "\"Kim\"", "\"  \"", "name")
                .bad("name of 201", "\"Kim\"", text(201), "name")
                .bad("name with a line break", "\"Kim\"", "\"K\\nim\"", "name")
                .bad("name with U+0000", "\"Kim\"", "\"K\\u0000im\"", "name")
                .bad("half a character", "\"Kim\"", "\"K\\ud800\"", "name")
                .bad("null name", "\"Kim\"", "null", "name")
                .bad("number", "123-45-67890", "12-345-67890", "business_registration_number")
                .bad("no address", "https://example.com/c.pdf", "c.pdf", "contract_document_url")
                .bad("ftp", "https://example.com/c.pdf", "ftp://a/b", "contract_document_url")
                .bad("script", "https://example.com/c.pdf", "javascript:x", "contract_document_url")
                .bad("long", "c.pdf", "c".repeat(2048), "contract_document_url")
                .bad("unknown field", "\"name\":", "\"colour\":1,\"name\":", "colour")
                .bad("field twice", "\"name\":", "\"name\":\"A\",\"name\":", "$");
        rows.in("/v1/advertisers/ADVERTISER/suspension", "{\"reason\":\"fraud\"}")
                .bad("no reason", "\"reason\":\"fraud\"", "", "reason")
                .bad("blank reason", "fraud", " ", "reason")
                .bad("reason of 1001", "\"fraud\"", text(1001), "reason");
        rows.in("/v1/advertisers/ADVERTISER/approval", "{}")
                .bad("a field", "{}", "{\"status\":\"APPROVED\"}", "status");
        rows.in("/v1/advertisers/-x/approval", "{}").bad("bad id", "{}", "{}", "advertiser_id");
    }

    private static void topUps(Table rows) {
        rows.in(CALL_TOP_UPS, TOP_UP)
                .bad("nothing", "1000,", "0,", "amount")
                .bad("negative", "1000,", "-1,", "amount")
                .bad("beyond 10^12", "1000,", "1000000000001,", "amount")
                .bad("beyond 64 bits", "1000,", "99999999999999999999,", "amount")
                .bad("fraction", "1000,", "1000.5,", "amount")
                .bad("exponent", "1000,", "1e3,", "amount")
                .bad("as text", "1000,", "\"1000\",", "amount")
                .bad("no amount", "\"amount\":1000,", "", "amount")
                .bad("negative VAT", "100,", "-100,", "vat_amount")
                .bad("method", "CARD", "CASH", "method")
                .bad("method as a number", "\"CARD\"", "0", "method")
                .bad("no reference", ",\"payment_reference\":\"ref-1\"", "", "payment_reference")
                .bad("blank reference", "ref-1", " ", "payment_reference")
                .bad("reference of 129", "\"ref-1\"", text(129), "payment_reference");
    }

    private static void campaigns(Table rows) {
        rows.in(CALL_CAMPAIGNS, CAMPAIGN)
                .bad("bad id", "\"new-1\"", "\"/\"", "campaign_id")
                .bad("no advertiser", "\"advertiser_id\":\"ADVERTISER\",", "", "advertiser_id")
                .bad("no start", "\"starts_at\":\"2024-01-01T00:00:00Z\",", "", "starts_at")
                .bad("start is no time", "2024-01-01T00:00:00Z", "2024-01-01", "starts_at")
                .bad("start as a number", "\"2024-01-01T00:00:00Z\"", "1704067200", "starts_at")
                .bad("the year 9999", "2034-", "9999-", "ends_at")
                .bad(
                        "no products",
                        "{\"product_id\":\"p-1\",\"category\":\"home/lamps\"}",
                        "",
                        "products")
                .bad(
                        "null product",
                        "{\"product_id\":\"p-1\",\"category\":\"home/lamps\"}",
                        "null",
                        "products[0]")
                .bad("bad product", "\"p-1\"", "\"p 1\"", "products[0].product_id")
                .bad("bad category", "home/lamps", "home//lamps", "products[0].category")
                .bad("no category", ",\"category\":\"home/lamps\"", "", "products[0].category")
                .bad("placement", "\"SEARCH\"", "\"MOON\"", "bids[0].placement")
                .bad("bid below the reserve", "500}", "60}", "bids[0].bid_price")
                .bad("bid between steps", "500}", "505}", "bids[0].bid_price")
                .bad("bid above the largest", "500}", "100010}", "bids[0].bid_price")
                .bad("no bids", "{\"placement\":\"SEARCH\",\"bid_price\":500}", "", "bids")
                .bad("blank keyword", "\"lamp\"", "\" \"", "keywords[0].text")
                .bad("keyword of 101", "\"lamp\"", text(101), "keywords[0].text")
                .bad("keyword of 11 words", "\"lamp\"", ELEVEN_WORDS, "keywords[0].text")
                .bad("11 words", "\"broken\"", ELEVEN_WORDS, "negative_keywords[0]")
                .bad("match", "EXACT", "FUZZY", "keywords[0].match")
                .bad("keyword's bid", "600}", "1}", "keywords[0].bid_price")
                .bad("blank negative keyword", "\"broken\"", "\"\"", "negative_keywords[0]")
                .bad("no daily budget", "\"daily_budget\":10000,", "", "daily_budget")
                .bad("daily budget of 0", "10000,", "0,", "daily_budget")
                .bad("total budget", "50000,", "-5,", "total_budget")
                .bad("budget mode", "AVERAGED", "WEEKLY", "budget_mode")
                .bad("budget mode as a number", "\"AVERAGED\"", "1", "budget_mode")
                .bad("pacing", "EVEN", "SLOW", "pacing")
                .bad("parents", "true", "\"yes\"", "targeting.parent_categories")
                .bad("device type", "MOBILE", "FRIDGE", "targeting.device_types[0]")
                .bad("age group", "20-29", "21-29", "targeting.age_groups[0]")
                .bad("a list for an object", CAMPAIGN, "[]", "$");
        rows.in(CALL_CAMPAIGN + "/rejection", "{}").bad("no reason", "{}", "{}", "reason");
    }

    private static void terms(Table rows) {
        rows.put(CALL_CAMPAIGN + "/bids", "{\"bids\":[{\"placement\":\"HOME\",\"bid_price\":100}]}")
                .bad("bid", "100", "101", "bids[0].bid_price")
                .bad("five bids", "[{", "[null,null,null,null,{", "bids");
        rows.put(CALL_CAMPAIGN + "/budget", "{\"daily_budget\":100}")
                .bad("beyond 10^12", "100", "1000000000001", "daily_budget")
                .bad("nothing", "\"daily_budget\":100", "", "daily_budget");
        rows.put(CALL_CAMPAIGN + "/products", "{\"products\":[]}")
                .bad("none", "[]", "[]", "products");
        rows.put(CALL_CAMPAIGN + "/keywords", "{\"keywords\":[]}")
                .bad("null", "[]", "null", "keywords");
        rows.put(CALL_CAMPAIGN + "/targeting", "{\"targeting\":{}}")
                .bad("text", "{}", "\"everybody\"", "targeting");
        rows.put(CALL_CAMPAIGN + "/period", "{\"starts_at\":\"2024-01-01T00:00:00Z\"}")
                .bad("time", "T00:00:00Z", "T25:00:00Z", "starts_at");
    }

    private static void products(Table rows) {
        rows.put("/v1/products/p-1/availability", "{\"available\":false}")
                .bad("says nothing", "\"available\":false", "", "available")
                .bad("null", "false", "null", "available")
                .bad("text", "false", "\"no\"", "available")
                .bad("number", "false", "0", "available")
                .bad("unknown field", "{", "{\"stock\":3,", "stock");
        rows.put("/v1/products/-x/availability", "{\"available\":false}")
                .bad("bad id", "", "", "product_id");
    }

    private static void clicks(Table rows) {
        rows.in(CALL_CLICKS, CLICK)
                .bad("no token", "\"ad_token\":\"TOKEN\",", "", "ad_token")
                .bad("token of 2049", "\"TOKEN\"", text(2049), "ad_token")
                .bad("no device", "\"device_id\":\"d-1\",", "", "device_id")
                .bad("bad device", "d-1", "d 1", "device_id")
                .bad("no session", "\"session_id\":\"s-1\",", "", "session_id")
                .bad("user agent of 1025", "\"Firefox\"", text(1025), "user_agent")
                .bad("names a price", "\"device_id\"", "\"price\":1,\"device_id\"", "price")
                .refused("not base64", "TOKEN", "%%%", 400, "forged-token", "ad_token")
                .refused("empty", "TOKEN", "", 400, "forged-token", "ad_token")
                .refused("another's", "TOKEN", "AQEAAAA", 400, "forged-token", "ad_token");
    }

    private static void orders(Table rows) {
        rows.in(CALL_ORDERS, ORDER)
                .bad("no event id", "\"event_id\":\"e-1\",", "", "event_id")
                .bad("bad order id", "\"o-1\"", "\"\"", "order_id")
                .bad("conversion type", "PURCHASE", "REFUND", "conversion_type")
                .bad("referrer", "https://example.com/p/1", "file:///etc/passwd", "referrer_url")
                .bad(
                        "no lines",
                        "{\"line_id\":\"l-1\",\"product_id\":\"p-1\",\"quantity\":1,\"revenue_amount\":5000}",
                        "",
                        "lines")
                .bad("quantity of 0", "\"quantity\":1", "\"quantity\":0", "lines[0].quantity")
                .bad("quantity", "\"quantity\":1", "\"quantity\":1000001", "lines[0].quantity")
                .bad("revenue", "5000", "-1", "lines[0].revenue_amount")
                .bad("revenue beyond", "5000", "1000000000001", "lines[0].revenue_amount")
                .bad(
                        "too old",
                        "\"order_id\"",
                        "\"timestamp\":\"2017-01-01T00:00:00Z\",\"order_id\"",
                        "timestamp")
                .bad(
                        "from the future",
                        "\"order_id\"",
                        "\"timestamp\":\"2099-01-01T00:00:00Z\",\"order_id\"",
                        "timestamp");
        rows.in(CALL_CANCELLATION, CANCELLATION)
                .bad("no device", ",\"device_id\":\"d-1\"", "", "device_id")
                .bad("revenue of 0", "1000", "0", "lines[0].revenue_amount")
                .bad("empty lines", "{\"line_id\":\"l-1\",\"revenue_amount\":1000}", "", "lines");
    }

    private static void events(Table rows) {
        rows.in("/v1/events", "{\"events\":[]}")
                .bad("none", "[]", "[]", "events")
                .bad("501", "[]", "[" + "{},".repeat(500) + "{}]", "events")
                .bad("not a list", "[]", "{}", "events")
                .bad("broken", "[]", "[", "events");
    }

    private static void conventions(Table rows) {
        rows.in(CALL_CLICKS, "")
                .bad("no body", "", "", "$")
                .bad("null", "", "null", "$")
                .bad("text", "", "\"click\"", "$")
                .bad("broken", "", "{\"ad_token\":", "$")
                .bad("something after it", "", "{} {}", "$")
                .refused(
                        "1 MiB and more",
                        "",
                        "\"" + "x".repeat(1 << 20) + "\"",
                        413,
                        "body-too-large",
                        "");
        rows.in(CALL_CLICKS + "?debug=1", CLICK).bad("unknown parameter", "", "", "debug");
        rows.in("/v1/nothing", "{}").refused("path", "{}", "{}", 404, "unknown-path", "");
        rows.in("/v1/sandbox/clock", "{\"now\":\"2024-01-01T00:00:00Z\"}")
                .refused("no sandbox", "", "", 404, "unknown-path", "");
        rows.put(CALL_CLICKS, "{}").refused("method", "{}", "{}", 405, "method-not-allowed", "");
    }

    /** Rows that are refused because of what is stored. */
    static List<BadInput> impossible() {
        var rows = new Table();
        rows.in("/v1/advertisers/nobody/approval", "{}")
                .refused("unknown", "", "", 404, "not-found", "advertiser_id");
        rows.in(CALL_ADVERTISERS, ADVERTISER)
                .refused("known id", "new-1", "ADVERTISER", 409, "conflict", "advertiser_id");
        rows.in("/v1/advertisers/ADVERTISER/approval", "{}")
                .refused("approved", "", "", 409, "wrong-state", "");
        rows.in("/v1/advertisers/nobody/top-ups", TOP_UP)
                .refused("unknown", "", "", 404, "not-found", "advertiser_id");
        rows.in(CALL_CAMPAIGNS, CAMPAIGN)
                .refused("unknown", "ADVERTISER", "nobody", 404, "not-found", "advertiser_id")
                .refused("known id", "new-1", "CAMPAIGN", 409, "conflict", "campaign_id")
                .refused("ends first", "2034-", "2014-", 422, "rule-refused", "")
                .refused("total below daily", "50000,", "5000,", 422, "rule-refused", "")
                .refused("keywords without a bid", "SEARCH", "HOME", 422, "rule-refused", "");
        rows.in(CALL_CAMPAIGN + "/resumption", "{}")
                .refused("not paused", "", "", 409, "wrong-state", "");
        rows.in(CALL_CAMPAIGN + "/approval", "{}")
                .refused("not submitted", "", "", 409, "wrong-state", "");
        rows.in("/v1/campaigns/nothing/pause", "{}")
                .refused("unknown", "", "", 404, "not-found", "campaign_id");
        rows.put("/v1/campaigns/nothing/budget", "{\"daily_budget\":100}")
                .refused("unknown", "", "", 404, "not-found", "campaign_id");
        rows.in(CALL_ORDERS, ORDER)
                .refused("known id", "o-1", "ORDER", 409, "conflict", "order_id");
        rows.in("/v1/orders/nothing/cancellation", CANCELLATION)
                .refused("unknown", "", "", 404, "not-found", "order_id");
        rows.in(CALL_CANCELLATION, CANCELLATION)
                .refused("another device", "d-1", "d-2", 409, "other-device", "device_id")
                .refused("more than is left", "1000", "9000000", 422, "rule-refused", "")
                .refused("unknown line", "l-1", "l-9", 422, "rule-refused", "");
        return rows.all;
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }

    /** Rows as changes of a good body. */
    private static final class Table {

        final List<BadInput> all = new ArrayList<>();
        private String method = "POST";
        private String path = "";
        private String good = "";

        Table in(String path, String good) {
            return call("POST", path, good);
        }

        Table put(String path, String good) {
            return call("PUT", path, good);
        }

        private Table call(String method, String path, String good) {
            this.method = method;
            this.path = path;
            this.good = good;
            return this;
        }

        Table bad(String what, String from, String to, String field) {
            return refused(what, from, to, 400, INVALID, field);
        }

        Table refused(String what, String from, String to, int status, String type, String field) {
            if (!good.contains(from)) {
                throw new IllegalArgumentException(from + " is not in " + good);
            }
            String body = good.isEmpty() ? to : from.isEmpty() ? good : replaceFirst(from, to);
            all.add(new BadInput(what, method, path, body, status, type, field));
            return this;
        }

        private String replaceFirst(String from, String to) {
            int at = good.indexOf(from);
            return good.substring(0, at) + to + good.substring(at + from.length());
        }
    }
}
