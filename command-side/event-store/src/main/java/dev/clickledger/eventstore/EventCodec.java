package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.EventType;
import dev.clickledger.contracts.json.ContractJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as stored text and back, by registered name and revision. */
public final class EventCodec {

    /** What a row holds. */
    public record Encoded(String type, int revision, String payload) {}

    private record Step(String type, int fromRevision) {}

    private final EventTypes types = new EventTypes();
    private final JsonMapper json = ContractJson.strict();
    private final Map<Step, Upcaster> upcasters = new HashMap<>();

    public EventCodec() {
        this(List.of());
    }

    public EventCodec(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            this.upcasters.put(new Step(upcaster.type(), upcaster.fromRevision()), upcaster);
        }
    }

    public Encoded encode(DomainEvent event) {
        EventType type = types.of(event.getClass());
        return new Encoded(type.name(), type.revision(), json.writeValueAsString(event));
    }

    /**
     * @throws UnreadableEventException if the name is unknown, the revision too new, or the payload
     *     not what they promise
     */
    public DomainEvent decode(String type, int revision, String payload) {
        Class<? extends DomainEvent> target = types.named(type);
        if (target == null) {
            throw new UnreadableEventException("no event is registered as " + type, null);
        }
        int current = types.of(target).revision();
        try {
            if (revision == current) {
                return json.readValue(payload, target);
            }
            ObjectNode node = (ObjectNode) json.readTree(payload);
            for (int from = revision; from < current; from++) {
                Upcaster upcaster = upcasters.get(new Step(type, from));
                if (upcaster == null) {
                    throw new UnreadableEventException(
                            type + " revision " + from + " has no upcaster", null);
                }
                node = upcaster.upcast(node);
            }
            if (revision > current) {
                throw new UnreadableEventException(
                        type + " revision " + revision + " is newer than this program", null);
            }
            return json.treeToValue(node, target);
        } catch (tools.jackson.core.JacksonException notAsPromised) {
            throw new UnreadableEventException(
                    type + " revision " + revision + ": " + notAsPromised.getOriginalMessage(),
                    notAsPromised);
        }
    }

    /** Every registered name. */
    public Set<String> typeNames() {
        return types.names();
    }

    /** The registered name of an event's class. */
    public String typeName(Class<? extends DomainEvent> event) {
        return types.of(event).name();
    }
}
