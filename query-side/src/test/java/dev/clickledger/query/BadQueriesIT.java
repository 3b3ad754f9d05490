package dev.clickledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.query.RunningQuerySide.Answer;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Every way to ask wrongly gets a problem that names what was wrong and says what would be right.
 */
class BadQueriesIT {

    private static PostgresServer postgres;
    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.startEphemeral();
        for (String schema : List.of("events", "views")) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .schemas(schema)
                    .locations(schema.equals("views") ? "db/views" : "db/event-store")
                    .load()
                    .migrate();
        }
        querySide = new RunningQuerySide(postgres, "redis://127.0.0.1:1");
    }

    @AfterAll
    static void stop() {
        querySide.close();
        postgres.close();
    }

    @ParameterizedTest(name = "{1} {2} → {3}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
            400; placement;           /v1/ads;                                                      is required: HOME, CATEGORY, PRODUCT_DETAIL or SEARCH
            400; placement;           /v1/ads?placement=ATTIC;                                      must be one of HOME, CATEGORY, PRODUCT_DETAIL, SEARCH
            400; placement;           /v1/ads?placement=home;                                       must be one of HOME, CATEGORY, PRODUCT_DETAIL, SEARCH
            400; placement;           /v1/ads?placement=HOME&placement=HOME;                        must be given once
            400; category;            /v1/ads?placement=CATEGORY;                                   is required for CATEGORY
            400; category;            /v1/ads?placement=PRODUCT_DETAIL;                             is required for PRODUCT_DETAIL
            400; category;            /v1/ads?placement=HOME&category=a//b;                         must be 1 to 128 letters
            400; category;            /v1/ads?placement=HOME&category=*;                            must be 1 to 128 letters
            400; category;            /v1/ads?placement=HOME&category=;                             must be 1 to 128 letters
            400; search_term;         /v1/ads?placement=SEARCH;                                     is required for SEARCH
            400; search_term;         /v1/ads?placement=SEARCH&search_term=%20%20;                  must be 1 to 100 characters
            400; search_term;         /v1/ads?placement=SEARCH&search_term=a%00b;                   without control characters
            400; search_term;         /v1/ads?placement=HOME&search_term=lamp;                      is only taken for SEARCH, not for HOME
            400; max_ads;             /v1/ads?placement=HOME&max_ads=0;                             must be a whole number from 1 to 20
            400; max_ads;             /v1/ads?placement=HOME&max_ads=21;                            must be a whole number from 1 to 20
            400; max_ads;             /v1/ads?placement=HOME&max_ads=two;                           must be a whole number from 1 to 20
            400; max_ads;             /v1/ads?placement=HOME&max_ads=99999999999;                   must be a whole number from 1 to 20
            400; device_type;         /v1/ads?placement=HOME&device_type=WATCH;                     must be one of MOBILE, DESKTOP, TABLET
            400; age_group;           /v1/ads?placement=HOME&age_group=25;                          must be one of 0-19, 20-29
            400; product_id;          /v1/ads?placement=HOME&product_id=a%20b;                      must be 1 to 64 letters
            400; exclude_product_ids; /v1/ads?placement=HOME&exclude_product_ids=a,-b;              must be 1 to 64 letters
            400; device_id;           /v1/ads?placement=HOME&device_id=;                            must be 1 to 64 letters
            400; publisher_id;        /v1/ads?placement=HOME&publisher_id=%2F;                      must be 1 to 64 letters
            400; price;               /v1/ads?placement=HOME&price=1;                               is not a known query parameter
            404; advertiser_id;       /v1/advertisers/nobody;                                       must be the id of an existing advertiser
            404; advertiser_id;       /v1/advertisers/nobody/balance;                               must be the id of an existing advertiser
            404; advertiser_id;       /v1/advertisers/nobody/ledger;                                must be the id of an existing advertiser
            400; advertiser_id;       /v1/advertisers/-nobody;                                      must be 1 to 64 letters
            400; limit;               /v1/advertisers?limit=0;                                      must be a whole number from 1 to 200
            400; limit;               /v1/advertisers?limit=201;                                    must be a whole number from 1 to 200
            400; cursor;              /v1/advertisers?cursor=abc;                                   must be the next_cursor of a page of this list
            400; cursor;              /v1/advertisers?cursor=bGVkZ2VyfDF8;                          must be the next_cursor of a page of this list
            400; from;                /v1/advertisers?from=yesterday;                               must be a UTC time
            400; to;                  /v1/advertisers?to=2017-11-07;                                must be a UTC time
            400; to;                  /v1/advertisers?from=2017-11-07T00:00:00Z&to=2017-11-06T00:00:00Z; must be after from
            400; offset;              /v1/advertisers?offset=3;                                     is not a known query parameter
            400; limit;               /v1/advertisers/nobody/ledger?limit=-1;                       must be a whole number from 1 to 200
            400; advertiser_id;       /v1/campaigns?advertiser_id=%3F;                              must be 1 to 64 letters
            400; status;              /v1/campaigns?status=RUNNING;                                 must be one of DRAFTED
            404; campaign_id;         /v1/campaigns/nothing;                                        must be the id of an existing campaign
            404; campaign_id;         /v1/campaigns/nothing/performance;                            must be the id of an existing campaign
            404; campaign_id;         /v1/campaigns/nothing/impressions;                            must be the id of an existing campaign
            404; campaign_id;         /v1/campaigns/nothing/quality;                                must be the id of an existing campaign
            400; limit;               /v1/campaigns/nothing/quality?limit=201;                      must be a whole number from 1 to 200
            400; after;               /v1/audit/events?after=7;                                     must be the next of an earlier answer
            400; limit;               /v1/audit/events?limit=1001;                                  must be a whole number from 1 to 1000
            400; before;              /v1/audit/events?before=7:1;                                  is not a known query parameter
            400; click_id;            /v1/audit/clicks/7;                                           must be a UUID version 7
            404; click_id;            /v1/audit/clicks/015f93b1-8a00-7000-8000-000000000000;        must be the id of an existing click
            400; from;                /v1/campaigns/nothing/performance?from=1;                     must be a UTC time
            400; from;                /v1/campaigns/nothing/impressions?from=1;                     must be a UTC time
            400; to;                  /v1/campaigns/nothing/performance?to=2100-01-01T00:00:00Z;    must be a UTC time
            """)
    void isRefusedWithAProblem(int status, String field, String path, String message) {
        Answer answer = querySide.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).startsWith("https://clickledger.dev/problems/");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
        assertThat(problem.path("errors").path(0).path("message").asString()).contains(message);
    }

    @Test
    void aSearchTermBeyondItsBoundIsRefused() {
        Answer answer = querySide.get("/v1/ads?placement=SEARCH&search_term=" + "a".repeat(101));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("search_term").contains("1 to 100");
    }

    @Test
    void moreExcludedProductsThanTheBoundAreRefused() {
        Answer answer =
                querySide.get(
                        "/v1/ads?placement=HOME&exclude_product_ids=" + "a,".repeat(100) + "b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("exclude_product_ids").contains("at most 100");
    }

    @Test
    void aSandboxTimeThatIsNoTimeIsRefused() {
        Answer answer = querySide.get("/v1/ads?placement=HOME", "Sandbox-Time", "noon");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Sandbox-Time");
    }

    @Test
    void anUnknownPathIsRefused() {
        Answer answer = querySide.get("/v1/ad");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void withoutAnyRankListTheLookupAsksToComeBack() {
        Answer answer = querySide.get("/v1/ads?placement=HOME");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void healthIsUp() {
        Answer answer = querySide.get("/actuator/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
    }
}
