package dev.clickledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What a unit of work is going to write together when nothing can be loaded any more. */
final class WaitingRows {

    private static final String KEY = WaitingRows.class.getName();

    final List<DomainEventMessage<?>> events = new ArrayList<>();
    final List<RegisteredClick> clicks = new ArrayList<>();

    private WaitingRows() {}

    static WaitingRows of(UnitOfWork<?> any) {
        return any.root().getOrComputeResource(KEY, ignored -> new WaitingRows());
    }
}
