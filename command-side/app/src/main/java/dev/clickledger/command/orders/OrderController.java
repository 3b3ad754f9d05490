package dev.clickledger.command.orders;

import dev.clickledger.command.fields.Required;
import dev.clickledger.command.fields.WebAddress;
import dev.clickledger.command.fields.Won;
import dev.clickledger.command.fields.WonOrNothing;
import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.Command;
import dev.clickledger.domain.order.CancelOrder;
import dev.clickledger.domain.order.CancelledLine;
import dev.clickledger.domain.order.OrderOutcome;
import dev.clickledger.domain.order.PlaceOrder;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Idempotent by the order's id and, for cancellations, by the message's event id. */
@RestController
@RequestMapping("/v1/orders")
class OrderController {

    static final Duration OLDEST = Duration.ofHours(24);
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int MOST_LINES = 200;
    private static final String LINES = "must list 1 to 200 lines";
    private static final String QUANTITY = "must be from 1 to 1000000";

    private final BoundedDecisions decisions;

    OrderController(BoundedDecisions decisions) {
        this.decisions = decisions;
    }

    record OrderedLine(
            @Required LineId lineId,
            @Required ProductId productId,
            @Required
                    @Min(value = 1, message = QUANTITY)
                    @Max(value = 1_000_000, message = QUANTITY)
                    Integer quantity,
            @Required @WonOrNothing Long revenueAmount,
            @Nullable AdvertiserId advertiserId) {}

    record Placement(
            @Required EventId eventId,
            @Required OrderId orderId,
            @Required DeviceId deviceId,
            @Required SessionId sessionId,
            @Nullable Instant timestamp,
            @Required ConversionType conversionType,
            @WebAddress @Nullable String referrerUrl,
            @Required @Size(min = 1, max = MOST_LINES, message = LINES)
                    List<@Required @Valid OrderedLine> lines) {}

    record ReturnedLine(@Required LineId lineId, @Required @Won Long revenueAmount) {}

    record Cancellation(
            @Required EventId eventId,
            @Required DeviceId deviceId,
            @Nullable Instant timestamp,
            @Size(min = 1, max = MOST_LINES, message = LINES)
                    @Nullable List<@Required @Valid ReturnedLine> lines) {}

    record Answer(OrderId orderId, EventId eventId, boolean repeated) {}

    @ApiCall(id = "placeOrder", summary = "Takes an order, to be matched to the click before it")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer place(@Valid @RequestBody Placement body, RequestTime time, Caller caller) {
        Instant orderedAt = within(body.timestamp(), time.now());
        return send(
                body.orderId(),
                body.eventId(),
                time,
                at ->
                        new PlaceOrder(
                                body.orderId(),
                                body.eventId(),
                                body.deviceId(),
                                body.sessionId(),
                                body.conversionType(),
                                body.referrerUrl(),
                                body.lines().stream().map(OrderController::line).toList(),
                                orderedAt,
                                at));
    }

    @ApiCall(
            id = "cancelOrder",
            summary = "Takes a cancellation, of the whole order or line by line")
    @PostMapping("/{order_id}/cancellation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer cancel(
            @PathVariable("order_id") OrderId id,
            @Valid @RequestBody Cancellation body,
            RequestTime time,
            Caller caller) {
        List<ReturnedLine> lines = body.lines() == null ? List.of() : body.lines();
        Instant cancelledAt = within(body.timestamp(), time.now());
        return send(
                id,
                body.eventId(),
                time,
                at ->
                        new CancelOrder(
                                id,
                                body.eventId(),
                                body.deviceId(),
                                lines.stream()
                                        .map(
                                                line ->
                                                        new CancelledLine(
                                                                line.lineId(),
                                                                Money.won(line.revenueAmount())))
                                        .toList(),
                                cancelledAt,
                                at));
    }

    private Answer send(
            OrderId id, EventId eventId, RequestTime time, Function<Instant, Command> command) {
        OrderOutcome outcome =
                decisions.decide(
                        books ->
                                Objects.requireNonNull(
                                        books.<OrderOutcome>dispatch(
                                                command.apply(books.at(time)))));
        return new Answer(id, eventId, outcome == OrderOutcome.NOTHING_NEW);
    }

    private static OrderEvent.Line line(OrderedLine line) {
        return new OrderEvent.Line(
                line.lineId(),
                line.productId(),
                line.quantity(),
                Money.won(line.revenueAmount()),
                line.advertiserId());
    }

    private static Instant within(@Nullable Instant timestamp, Instant now) {
        if (timestamp == null) {
            return now;
        }
        if (timestamp.isBefore(now.minus(OLDEST)) || timestamp.isAfter(now.plus(SKEW))) {
            throw ProblemException.invalid(
                    "timestamp",
                    "must be within the last 24 hours and at most 60 seconds ahead of " + now);
        }
        return timestamp;
    }
}
