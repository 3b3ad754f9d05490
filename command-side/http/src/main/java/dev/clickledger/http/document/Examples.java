package dev.clickledger.http.document;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Example values of one call, from {@code api-examples/<call>.json}: {@code path} and {@code query}
 * (of parameters, by name), {@code request} and {@code answer} (bodies).
 */
final class Examples {

    private final JsonNode all;

    private Examples(JsonNode all) {
        this.all = all;
    }

    static Examples of(String call) {
        String file = "/api-examples/" + call + ".json";
        try (InputStream in = Examples.class.getResourceAsStream(file)) {
            return new Examples(
                    in == null
                            ? ContractJson.strict().createObjectNode()
                            : ContractJson.strict().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    @Nullable Object body(String which) {
        return value(all.get(which));
    }

    @Nullable Object parameter(String in, String name) {
        return value(all.path(in).get(name));
    }

    /** As maps, lists and bare values, which the document is written from. */
    private static @Nullable Object value(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return node.isObject()
                ? ContractJson.strict().treeToValue(node, Map.class)
                : ContractJson.strict().treeToValue(node, Object.class);
    }
}
