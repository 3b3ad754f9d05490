package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What proves one click's events to somebody who has nothing but this file and a public key; as a
 * file it is JSON.
 *
 * @param clickId whose events these are
 * @param events charged or declined first, then the refund if there was one
 * @param publicKeys by key id, PEM: for convenience, they prove nothing
 */
public record ProofBundle(
        String format, ClickId clickId, List<ProvenEvent> events, Map<String, String> publicKeys) {

    static final String FORMAT = "clickledger-proof-1";

    /**
     * One event and its way into a seal.
     *
     * @param type registered name
     * @param readable the payload as JSON; the proof is about {@code row}, and both must say the
     *     same
     * @param index of the event among those of the seal, from 0
     * @param path the siblings from the event's leaf up to the seal's root
     */
    public record ProvenEvent(
            Row row, String type, JsonNode readable, int index, List<Hash> path, Seal seal) {}

    /** All columns of an event. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(
            long tx,
            long position,
            long sequence,
            Instant at,
            UUID eventId,
            short type,
            short revision,
            String aggregateId,
            byte[] payload) {

        static Row of(RawEvent event) {
            return new Row(
                    event.position().transaction(),
                    event.position().offset(),
                    event.sequence(),
                    event.at(),
                    event.eventId(),
                    event.type(),
                    event.revision(),
                    event.aggregateId(),
                    event.payload());
        }

        RawEvent event() {
            return new RawEvent(
                    new Position(tx, position),
                    sequence,
                    at,
                    eventId,
                    type,
                    revision,
                    aggregateId,
                    payload);
        }
    }

    public static ProofBundle of(
            ClickId clickId, List<ProvenEvent> events, Map<String, String> publicKeys) {
        return new ProofBundle(FORMAT, clickId, List.copyOf(events), Map.copyOf(publicKeys));
    }

    static ProvenEvent prove(
            RawEvent event, Seal seal, byte[] leaves, int index, EventCodec codec) {
        return new ProvenEvent(
                Row.of(event),
                codec.typeName(event.type()),
                readable(event, codec),
                index,
                MerkleTree.path(leaves, seal.events(), index),
                seal);
    }

    static JsonNode readable(RawEvent event, EventCodec codec) {
        return ContractJson.strict()
                .readTree(codec.json(event.type(), event.revision(), event.payload()));
    }

    public String toJson() {
        return JsonFile.write(this);
    }

    /**
     * @throws IllegalArgumentException if that is no proof bundle
     */
    public static ProofBundle parse(String json) {
        ProofBundle bundle = JsonFile.read(json, ProofBundle.class, "a proof bundle");
        if (!FORMAT.equals(bundle.format())) {
            throw new IllegalArgumentException("this is not a " + FORMAT);
        }
        return bundle;
    }
}
