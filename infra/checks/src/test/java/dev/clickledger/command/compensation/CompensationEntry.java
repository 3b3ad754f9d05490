package dev.clickledger.command.compensation;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.eventstore.KeptDays;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Lets simulations hand verdicts to the handler itself. */
public final class CompensationEntry {

    private CompensationEntry() {}

    /** The handler, which takes a message's value. */
    public static Consumer<byte[]> on(Ledger ledger) {
        var handler =
                new CompensationHandler(
                        new Refunds(ledger), KeptDays.ALL, new SimpleMeterRegistry());
        return value ->
                handler.onMessage(new ConsumerRecord<>("compensation-events", 0, 0, "", value));
    }
}
