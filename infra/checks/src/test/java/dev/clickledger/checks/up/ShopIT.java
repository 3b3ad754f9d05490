package dev.clickledger.checks.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.local.up.Addresses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The demo shop in a real browser. Without one it is skipped. */
class ShopIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Browser browser;
    private static Addresses up;

    @BeforeAll
    static void start() {
        var installed = Browser.installed();
        assumeTrue(
                installed.isPresent(),
                "No browser: install one with infra/checks/install-browser.sh to run these tests");
        up = SampleUp.addresses();
        browser = Browser.start(installed.orElseThrow());
        setDefaultAssertionTimeout(SOON.toMillis());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingIsComplainedAboutInTheConsole() {
        assertThat(browser.complaints()).isEmpty();
        browser.complaints().clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/categories/electronics/computers",
                "/products/headphones-silence",
                "/search?q=laptop",
                "/search?q=노트북"
            })
    void showsLabelledAdsInEveryPlacement(String path) {
        Page page = open(path);

        Locator label = page.locator(".ad .ad-label").first();
        assertThat(label).isVisible();
        assertThat(label).hasText("광고");
        page.navigate(up.shop() + "/language?to=en");
        page.navigate(up.shop() + path);
        assertThat(page.locator(".ad .ad-label").first()).hasText("Ad");
        assertThat(failures(page)).isEqualTo("0,0,0,0");
    }

    @Test
    void showsNothingWhereThereIsNoAd() {
        Page page = shopper();
        page.waitForResponse(
                answer -> answer.url().contains("/v1/ads?"),
                () -> page.navigate(up.shop() + "/search?q=" + "%3Cb%3Enothing"));

        assertThat(page.locator("h1")).containsText("<b>nothing");
        assertThat(page.locator("[data-ad-slot]")).isHidden();
        assertThat(page.locator(".ad")).hasCount(0);
    }

    @Test
    void reportsWhatIsServedAndWhatIsSeen() {
        List<JsonNode> events = new CopyOnWriteArrayList<>();
        Page page = shopper();
        page.onRequest(request -> note(request, events));
        page.waitForResponse(
                answer ->
                        answer.url().endsWith("/v1/events")
                                && String.valueOf(answer.request().postData())
                                        .contains("\"viewable\":true"),
                () -> page.navigate(up.shop() + "/categories/electronics/audio"));

        int ads = page.locator(".ad").count();
        assertThat(ads).isEqualTo(2);
        assertThat(events.stream().filter(event -> !event.get("viewable").asBoolean()))
                .hasSize(ads);
        assertThat(failures(page)).isEqualTo("0,0,0,0");
    }

    @Test
    void aClickNavigatesAndIsChargedAndTheBalanceMoves() throws Exception {
        Page page = open("/categories/books");
        Locator balance = page.locator("[data-advertiser=chaek-books] b");
        assertThat(balance).isVisible();
        String before = balance.textContent();
        long balanceBefore = balanceOf("chaek-books");

        page.locator(".ad").first().click();

        page.waitForURL("**/products/atlas-of-seoul");
        await().atMost(SOON).until(() -> balanceOf("chaek-books") < balanceBefore);
        assertThat(page.locator("[data-advertiser=chaek-books] b")).not().hasText(before);
        assertThat(page.locator("[data-advertiser=chaek-books] .moved.down")).isVisible();
        page.locator("#buy").click();
        assertThat(page.locator("#order")).containsText("moon-");
        page.context().close();
    }

    @Test
    void aClickEndpointThatNeverAnswersHoldsNobodyUp() {
        Page page = open("/categories/electronics/audio");
        // Neither fulfilled nor continued: as a server that takes the call and says nothing.
        page.route("**/v1/clicks", route -> {});

        page.locator(".ad").first().click();

        page.waitForURL("**/products/headphones-*");
        assertThat(page.locator("#buy")).isVisible();
        page.context().close();
    }

    @Test
    void aBrokenClickEndpointIsCountedAndDisturbsNobody() {
        Page page = open("/categories/electronics/audio");
        page.route("**/v1/clicks", route -> route.abort());
        // A new tab, so that this page stays to be asked.
        page.locator(".ad")
                .first()
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));

        page.waitForFunction("() => window.clickledgerAds.failures.click === 1");
        browser.complaints().removeIf(text -> text.contains("net::ERR_FAILED"));
        page.context().close();
    }

    @Test
    void aPausedCampaignDisappears() throws Exception {
        Page page = open("/search?q=atlas");
        assertThat(page.locator(".ad")).hasCount(1);
        post("/v1/campaigns/chaek-books-launch/pause");
        try {
            await().atMost(SOON).until(() -> lookupOfReload(page).contains("\"ads\":[]"));
            assertThat(page.locator(".ad")).hasCount(0);
        } finally {
            post("/v1/campaigns/chaek-books-launch/resumption");
        }
    }

    private static Page shopper() {
        return browser.shopper();
    }

    /** With its first ad there. */
    private static Page open(String path) {
        Page page = shopper();
        page.navigate(up.shop() + path);
        page.locator(".ad").first().waitFor();
        return page;
    }

    private static String lookupOfReload(Page page) {
        return page.waitForResponse(answer -> answer.url().contains("/v1/ads?"), page::reload)
                .text();
    }

    private static void note(Request request, List<JsonNode> events) {
        if (request.url().endsWith("/v1/events") && request.method().equals("POST")) {
            ContractJson.strict().readTree(request.postData()).get("events").forEach(events::add);
        }
    }

    private static String failures(Page page) {
        return String.valueOf(
                page.evaluate("() => Object.values(window.clickledgerAds.failures).join()"));
    }

    private static long balanceOf(String advertiser) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                up.query().resolve("/v1/advertisers/" + advertiser + "/balance"))
                        .build();
        String body = HTTP.send(request, BodyHandlers.ofString()).body();
        return ContractJson.strict().readTree(body).get("balance").asLong();
    }

    private static void post(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(up.command() + path))
                        .POST(BodyPublishers.noBody())
                        .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
