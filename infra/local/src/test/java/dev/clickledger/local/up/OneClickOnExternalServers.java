package dev.clickledger.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * The applications on servers that somebody else runs, told by properties alone: they migrate,
 * project, serve an ad, and charge its click once.
 */
final class OneClickOnExternalServers {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, Object> properties = new LinkedHashMap<>();

    OneClickOnExternalServers(
            String postgresUrl,
            String postgresUser,
            String postgresPassword,
            String redisUrl,
            String bootstrapServers,
            Path directory)
            throws IOException {
        KafkaTopics.create(
                bootstrapServers,
                Arrays.stream(Topic.values())
                        .map(
                                topic ->
                                        new KafkaTopics.Shape(
                                                topic.topicName(),
                                                topic.partitions(),
                                                topic.kept()))
                        .toList());
        Path keys = directory.resolve("signing-keys");
        Files.writeString(keys, SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]));
        properties.put("clickledger.postgres.url", postgresUrl);
        properties.put("clickledger.postgres.user", postgresUser);
        properties.put("clickledger.postgres.password", postgresPassword);
        properties.put("clickledger.redis.url", redisUrl);
        properties.put("clickledger.kafka.bootstrap-servers", bootstrapServers);
        properties.put("clickledger.signing-key-file", keys.toString());
        properties.put(
                "clickledger.sealing.key-file", directory.resolve("sealing-key.pem").toString());
        properties.put("clickledger.command.port", 0);
        properties.put("clickledger.query.port", 0);
        properties.put("spring.jmx.enabled", false);
    }

    void isChargedOnce() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext command = Applications.commandSide(properties);
                ConfigurableApplicationContext projections = Applications.projections(properties);
                ConfigurableApplicationContext query = Applications.querySide(properties)) {
            URI commandUrl = url(command);
            URI queryUrl = url(query);
            assertThat(projections.isRunning()).isTrue();
            new SampleMarket(commandUrl, queryUrl).load();

            JsonNode ad = get(queryUrl, "/v1/ads?placement=SEARCH&search_term=laptop").at("/ads/0");
            String click =
                    """
                    {"ad_token": "%s", "device_id": "phone-1", "session_id": "visit-1"}"""
                            .formatted(ad.at("/ad_token").asString());
            JsonNode first = post(commandUrl, "/v1/clicks", click);
            JsonNode second = post(commandUrl, "/v1/clicks", click);

            assertThat(first.at("/outcome").asString()).isEqualTo("CHARGED");
            assertThat(first.at("/charged_amount")).isEqualTo(ad.at("/actual_price"));
            assertThat(first.at("/repeated").asBoolean()).isFalse();
            assertThat(second.at("/repeated").asBoolean()).isTrue();
            assertThat(second.at("/charged_amount")).isEqualTo(ad.at("/actual_price"));
        }
    }

    private static URI url(ConfigurableApplicationContext application) {
        return URI.create(
                "http://127.0.0.1:"
                        + application.getEnvironment().getProperty("local.server.port"));
    }

    private static JsonNode get(URI base, String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    private static JsonNode post(URI base, String path, String body)
            throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ContractJson.strict().readTree(response.body());
    }
}
