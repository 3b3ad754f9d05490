package dev.clickledger.command.topups;

import dev.clickledger.command.fields.Required;
import dev.clickledger.command.fields.Text;
import dev.clickledger.command.fields.Won;
import dev.clickledger.command.fields.WonOrNothing;
import dev.clickledger.command.once.OncePerKey;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TopUpController {

    record Payment(
            @Required @Won Long amount,
            @WonOrNothing @Nullable Long vatAmount,
            @Required PaymentMethod method,
            @Required @Text(max = 128) String paymentReference) {}

    record Answer(
            AdvertiserId advertiserId,
            String paymentReference,
            Money amount,
            @Nullable Money vatAmount,
            PaymentMethod method,
            Money balance,
            Instant at,
            boolean repeated) {}

    @ApiCall(
            id = "topUpAdvertiser",
            summary = "Credits a payment to an advertiser, once for its reference",
            answer = Answer.class,
            status = 201,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/v1/advertisers/{advertiser_id}/top-ups")
    ResponseEntity<?> topUp(
            @PathVariable("advertiser_id") AdvertiserId id,
            @Valid @RequestBody Payment body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        Long vat = body.vatAmount();
        return once.answer(
                books -> {
                    TopUps.Credited credited =
                            TopUps.credit(
                                    books,
                                    id,
                                    Money.won(body.amount()),
                                    vat == null ? null : Money.won(vat),
                                    body.method(),
                                    body.paymentReference(),
                                    books.at(time));
                    return ResponseEntity.status(
                                    credited.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                            .body(answer(credited.topUp(), credited.repeated()));
                });
    }

    private static Answer answer(RegisteredTopUp topUp, boolean repeated) {
        return new Answer(
                topUp.advertiserId(),
                topUp.paymentReference(),
                topUp.amount(),
                topUp.vatAmount(),
                topUp.method(),
                topUp.balanceAfter(),
                topUp.at(),
                repeated);
    }
}
