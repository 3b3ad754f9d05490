package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/** One pass over all aggregates: each is replayed by what fits it. */
final class Replays implements EventScan.Consumer {

    private final ExpectedRegisters registers;
    private final ExpectedTables tables;
    private final ExpectedLive live;
    private final ClickReferences references;
    private final Findings findings;
    private final AuditCounts counts;

    private @Nullable Replay replay;

    Replays(
            ExpectedRegisters registers,
            ExpectedTables tables,
            ExpectedLive live,
            ClickReferences references,
            Findings findings,
            AuditCounts counts) {
        this.registers = registers;
        this.tables = tables;
        this.live = live;
        this.references = references;
        this.findings = findings;
        this.counts = counts;
    }

    @Override
    public void accept(StoredEvent event) {
        counts.add(AuditCounts.EVENTS);
        Replay current = replay;
        if (current == null) {
            current = begin(event);
            replay = current;
        }
        if (current != null) {
            current.take(event);
        }
    }

    private @Nullable Replay begin(StoredEvent first) {
        return switch (first.event()) {
            case AdvertiserEvent ignored -> new AdvertiserReplay(tables, live);
            case CampaignEvent ignored -> new CampaignReplay(tables, live, findings);
            case BalanceEvent ignored -> {
                counts.add(AuditCounts.BALANCES);
                yield new BalanceReplay(registers, tables, live, references, findings, counts);
            }
            case OrderEvent ignored -> new OrderReplay(tables, live, references, findings, counts);
            case ProductEvent ignored -> new ProductReplay(tables, live);
            case SandboxEvent ignored -> null;
        };
    }

    @Override
    public void endOfAggregate() {
        if (replay != null) {
            replay.end();
            replay = null;
        }
    }

    /** All aggregates were replayed. */
    void end() {
        references.check();
        tables.end();
        live.end();
    }
}
