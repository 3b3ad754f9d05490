package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.SavedPositions;
import dev.clickledger.projections.subscription.Subscriber;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires a publisher for each topic that is written from the event store. */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    private final SavedPositions positions;
    private final EventHistory history;
    private final Map<String, Object> settings;
    private final boolean sandbox;

    PublishingConfiguration(
            SavedPositions positions,
            EventHistory history,
            KafkaProperties kafka,
            @Value("${clickledger.sandbox:false}") boolean sandbox) {
        this.positions = positions;
        this.history = history;
        this.settings = kafka.buildProducerProperties();
        this.sandbox = sandbox;
    }

    @Bean
    Subscriber campaignEvents() {
        return publisher(
                Topic.CAMPAIGN_EVENTS,
                Topic.CAMPAIGN_EVENTS.topicName(),
                new CampaignsContent(position -> CampaignCatalogue.at(position, history)));
    }

    @Bean
    Subscriber adEvents() {
        return publisher(Topic.AD_EVENTS, Topic.AD_EVENTS.topicName(), new ClicksContent());
    }

    @Bean
    Subscriber conversionEvents(
            @Value("${clickledger.kafka.conversion-events-topic}") String topic) {
        return publisher(Topic.CONVERSION_EVENTS, topic, new OrdersContent());
    }

    /** The subscription keeps its name when the topic is given another one. */
    private Subscriber publisher(Topic kind, String topic, TopicContent content) {
        var topics = new KafkaTopics(settings);
        return new TopicPublisher(
                "publish-" + kind.topicName(),
                content,
                () -> TopicWriter.open(topic, topics.partitionsOf(topic), settings),
                positions,
                history,
                sandbox);
    }
}
