package dev.clickledger.command.advertisers;

import dev.clickledger.command.fields.BusinessRegistrationNumber;
import dev.clickledger.command.fields.NoFields;
import dev.clickledger.command.fields.Reason;
import dev.clickledger.command.fields.Required;
import dev.clickledger.command.fields.Text;
import dev.clickledger.command.fields.WebAddress;
import dev.clickledger.command.once.OncePerKey;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.ReapplyAdvertiser;
import dev.clickledger.domain.advertiser.RegisterAdvertiser;
import dev.clickledger.domain.advertiser.RejectAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/advertisers")
class AdvertiserController {

    record Registration(
            @Nullable AdvertiserId advertiserId,
            @Required @Text(max = 200) String name,
            @Required @BusinessRegistrationNumber String businessRegistrationNumber,
            @Required @WebAddress String contractDocumentUrl) {}

    record Answer(AdvertiserId advertiserId, AdvertiserStatus status) {}

    @ApiCall(
            id = "registerAdvertiser",
            summary = "Registers an advertiser",
            answer = Answer.class,
            status = 201,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping
    ResponseEntity<?> register(
            @Valid @RequestBody Registration body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        AdvertiserId id =
                body.advertiserId() != null
                        ? body.advertiserId()
                        : new AdvertiserId(
                                TimeOrderedId.mint(time.now(), ThreadLocalRandom.current())
                                        .toString());
        return once.answer(
                books -> {
                    books.dispatch(
                            new RegisterAdvertiser(
                                    id,
                                    body.name(),
                                    body.businessRegistrationNumber(),
                                    body.contractDocumentUrl(),
                                    books.at(time)));
                    return ResponseEntity.status(HttpStatus.CREATED)
                            .body(new Answer(id, AdvertiserStatus.PENDING));
                });
    }

    @ApiCall(
            id = "approveAdvertiser",
            summary = "Approves an advertiser, who can then be charged",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{advertiser_id}/approval")
    ResponseEntity<?> approve(
            @PathVariable("advertiser_id") AdvertiserId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new ApproveAdvertiser(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, AdvertiserStatus.APPROVED));
                });
    }

    @ApiCall(
            id = "rejectAdvertiser",
            summary = "Rejects an advertiser, with a reason",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{advertiser_id}/rejection")
    ResponseEntity<?> reject(
            @PathVariable("advertiser_id") AdvertiserId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new RejectAdvertiser(id, body.reason(), books.at(time)));
                    return ResponseEntity.ok(new Answer(id, AdvertiserStatus.REJECTED));
                });
    }

    @ApiCall(
            id = "reapplyAdvertiser",
            summary = "Takes a rejected advertiser under review again",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{advertiser_id}/reapplication")
    ResponseEntity<?> reapply(
            @PathVariable("advertiser_id") AdvertiserId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new ReapplyAdvertiser(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, AdvertiserStatus.PENDING));
                });
    }

    @ApiCall(
            id = "suspendAdvertiser",
            summary = "Suspends an advertiser: no click is charged from the next one on",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{advertiser_id}/suspension")
    ResponseEntity<?> suspend(
            @PathVariable("advertiser_id") AdvertiserId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new SuspendAdvertiser(id, body.reason(), books.at(time)));
                    return ResponseEntity.ok(new Answer(id, AdvertiserStatus.SUSPENDED));
                });
    }
}
