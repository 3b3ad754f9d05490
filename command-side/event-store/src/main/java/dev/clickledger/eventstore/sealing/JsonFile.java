package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.json.ContractJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people to open: what leaves the store as a file. */
final class JsonFile {

    private static final JsonMapper JSON =
            ContractJson.strict()
                    .rebuild()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private JsonFile() {}

    static String write(Object content) {
        return JSON.writeValueAsString(content) + "\n";
    }

    /**
     * @throws IllegalArgumentException if the text is something else, or a part is missing
     */
    static <T> T read(String json, Class<T> type, String what) {
        try {
            T content = JSON.readValue(json, type);
            if (content == null) {
                throw new IllegalArgumentException("this is not " + what);
            }
            return content;
        } catch (JacksonException notThat) {
            throw new IllegalArgumentException(
                    "this is not " + what + ": " + notThat.getOriginalMessage(), notThat);
        }
    }
}
