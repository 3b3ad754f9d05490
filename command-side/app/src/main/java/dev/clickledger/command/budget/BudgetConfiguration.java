package dev.clickledger.command.budget;

import dev.clickledger.command.messages.Consumers;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.domain.campaign.BudgetPolicy;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class BudgetConfiguration {

    /**
     * @param file like the {@code budget-policy.json} that we ship and that holds without one
     */
    @Bean
    BudgetPolicy budgetPolicy(@Value("${clickledger.budget.policy-file:}") String file) {
        return file.isBlank()
                ? BudgetPolicyFile.shipped()
                : BudgetPolicyFile.at(Path.of(file.trim()));
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> budgetConsumer(
            Consumers consumers, BudgetHandler handler) {
        return consumers.consumer(
                Topic.BUDGET_MANAGEMENT.topicName(), "worker-budget-policy-processor", handler);
    }
}
