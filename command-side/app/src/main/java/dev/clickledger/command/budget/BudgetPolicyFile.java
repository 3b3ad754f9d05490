package dev.clickledger.command.budget;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.domain.campaign.BudgetPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** Reads a {@link BudgetPolicy}. */
final class BudgetPolicyFile {

    private static final String SHIPPED = "/budget-policy.json";

    private BudgetPolicyFile() {}

    /** What we ship. */
    static BudgetPolicy shipped() {
        try (InputStream json = BudgetPolicyFile.class.getResourceAsStream(SHIPPED)) {
            if (json == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return parse(SHIPPED, new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @throws IllegalArgumentException when it cannot be read or says what it may not
     */
    static BudgetPolicy at(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    static BudgetPolicy parse(String file, String json) {
        try {
            return ContractJson.strict().readValue(json, BudgetPolicy.class);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getOriginalMessage(), wrong);
        }
    }
}
