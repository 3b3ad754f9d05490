package dev.clickledger.command.campaigns;

import dev.clickledger.command.fields.NoFields;
import dev.clickledger.command.fields.Reason;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.domain.campaign.ApproveCampaign;
import dev.clickledger.domain.campaign.CampaignStatus;
import dev.clickledger.domain.campaign.DraftCampaign;
import dev.clickledger.domain.campaign.EndCampaign;
import dev.clickledger.domain.campaign.PauseCampaign;
import dev.clickledger.domain.campaign.RejectCampaign;
import dev.clickledger.domain.campaign.ResumeCampaign;
import dev.clickledger.domain.campaign.SubmitCampaign;
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

/** A campaign's life: from draft to end. */
@RestController
@RequestMapping("/v1/campaigns")
class CampaignController {

    private final Ledger ledger;

    CampaignController(Ledger ledger) {
        this.ledger = ledger;
    }

    record Answer(CampaignId campaignId, CampaignStatus status) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Answer draft(@Valid @RequestBody Terms.Draft body, RequestTime time, Caller caller) {
        CampaignId id =
                body.campaignId() != null
                        ? body.campaignId()
                        : new CampaignId(
                                TimeOrderedId.mint(time.now(), ThreadLocalRandom.current())
                                        .toString());
        ledger.send(
                time,
                at ->
                        new DraftCampaign(
                                id,
                                body.advertiserId(),
                                body.name(),
                                Terms.period(body.startsAt(), body.endsAt()),
                                Terms.products(body.products()),
                                Terms.bids(body.bids()),
                                Terms.keywords(body.keywords()),
                                Terms.orNone(body.negativeKeywords()),
                                Terms.budget(body.dailyBudget(), body.totalBudget()),
                                Terms.TargetingTerm.targeting(body.targeting()),
                                at));
        return new Answer(id, CampaignStatus.DRAFT);
    }

    @PostMapping("/{campaign_id}/submission")
    Answer submit(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new SubmitCampaign(id, at));
        return new Answer(id, CampaignStatus.SUBMITTED);
    }

    @PostMapping("/{campaign_id}/approval")
    Answer approve(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new ApproveCampaign(id, at));
        return new Answer(id, CampaignStatus.ACTIVE);
    }

    @PostMapping("/{campaign_id}/rejection")
    Answer reject(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new RejectCampaign(id, body.reason(), at));
        return new Answer(id, CampaignStatus.REJECTED);
    }

    @PostMapping("/{campaign_id}/pause")
    Answer pause(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new PauseCampaign(id, at));
        return new Answer(id, CampaignStatus.PAUSED);
    }

    @PostMapping("/{campaign_id}/resumption")
    Answer resume(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new ResumeCampaign(id, at));
        return new Answer(id, CampaignStatus.ACTIVE);
    }

    @PostMapping("/{campaign_id}/end")
    Answer end(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller) {
        ledger.send(time, at -> new EndCampaign(id, at));
        return new Answer(id, CampaignStatus.ENDED);
    }
}
