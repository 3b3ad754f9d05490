package dev.clickledger.command.advertisers;

import dev.clickledger.command.fields.BusinessRegistrationNumber;
import dev.clickledger.command.fields.NoFields;
import dev.clickledger.command.fields.Reason;
import dev.clickledger.command.fields.Required;
import dev.clickledger.command.fields.Text;
import dev.clickledger.command.fields.WebAddress;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.ReapplyAdvertiser;
import dev.clickledger.domain.advertiser.RegisterAdvertiser;
import dev.clickledger.domain.advertiser.RejectAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import dev.clickledger.http.Caller;
import dev.clickledger.http.RequestTime;
import jakarta.validation.Valid;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/advertisers")
class AdvertiserController {

    private final Ledger ledger;

    AdvertiserController(Ledger ledger) {
        this.ledger = ledger;
    }

    record Registration(
            @Nullable AdvertiserId advertiserId,
            @Required @Text(max = 200) String name,
            @Required @BusinessRegistrationNumber String businessRegistrationNumber,
            @Required @WebAddress String contractDocumentUrl) {}

    record Answer(AdvertiserId advertiserId, AdvertiserStatus status) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Answer register(@Valid @RequestBody Registration body, RequestTime time, Caller caller) {
        AdvertiserId id =
                body.advertiserId() != null
                        ? body.advertiserId()
                        : new AdvertiserId(
                                TimeOrderedId.mint(time.now(), ThreadLocalRandom.current())
                                        .toString());
        ledger.send(
                time,
                at ->
                        new RegisterAdvertiser(
                                id,
                                body.name(),
                                body.businessRegistrationNumber(),
                                body.contractDocumentUrl(),
                                at));
        return new Answer(id, AdvertiserStatus.PENDING);
    }

    @PostMapping("/{advertiser_id}/approval")
    Answer approve(
            @PathVariable("advertiser_id") AdvertiserId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new ApproveAdvertiser(id, at));
        return new Answer(id, AdvertiserStatus.APPROVED);
    }

    @PostMapping("/{advertiser_id}/rejection")
    Answer reject(
            @PathVariable("advertiser_id") AdvertiserId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new RejectAdvertiser(id, body.reason(), at));
        return new Answer(id, AdvertiserStatus.REJECTED);
    }

    @PostMapping("/{advertiser_id}/reapplication")
    Answer reapply(
            @PathVariable("advertiser_id") AdvertiserId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new ReapplyAdvertiser(id, at));
        return new Answer(id, AdvertiserStatus.PENDING);
    }

    @PostMapping("/{advertiser_id}/suspension")
    Answer suspend(
            @PathVariable("advertiser_id") AdvertiserId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new SuspendAdvertiser(id, body.reason(), at));
        return new Answer(id, AdvertiserStatus.SUSPENDED);
    }
}
