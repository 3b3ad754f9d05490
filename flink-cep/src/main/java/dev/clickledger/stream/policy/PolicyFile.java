package dev.clickledger.stream.policy;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Rules in a file: those that we ship, or others of their kind. A record that refuses what it
 * cannot live with says the rest.
 *
 * @param kind what it is called in errors
 * @param resource of the rules that we ship
 */
public record PolicyFile<T>(String kind, String resource, Class<T> type) {

    public T shipped() {
        try (InputStream json = type.getResourceAsStream(resource)) {
            return read(Objects.requireNonNull(json, resource).readAllBytes(), resource);
        } catch (IOException broken) {
            throw new IllegalStateException(resource + " cannot be read from the jar", broken);
        }
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the file
     */
    public T at(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("There is no %s %s".formatted(kind, file), missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The %s %s cannot be read".formatted(kind, file), unreadable);
        }
    }

    private T read(byte[] json, String from) {
        try {
            @Nullable T policy = ContractJson.strict().readValue(json, type);
            if (policy == null) {
                throw new IllegalArgumentException("it is empty");
            }
            return policy;
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The %s %s is not one: %s".formatted(kind, from, reason(wrong)), wrong);
        }
    }

    private static @Nullable String reason(Exception wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JacksonException json
                ? "%s (%s)".formatted(json.getOriginalMessage(), json.getPathReference())
                : cause.getMessage();
    }
}
