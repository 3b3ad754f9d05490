package dev.clickledger.command.campaigns;

import dev.clickledger.command.fields.NoFields;
import dev.clickledger.command.fields.Reason;
import dev.clickledger.command.once.OncePerKey;
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

/** A campaign's life: from draft to end. */
@RestController
@RequestMapping("/v1/campaigns")
class CampaignController {

    record Answer(CampaignId campaignId, CampaignStatus status) {}

    @ApiCall(
            id = "draftCampaign",
            summary = "Drafts a campaign",
            answer = Answer.class,
            status = 201,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping
    ResponseEntity<?> draft(
            @Valid @RequestBody Terms.Draft body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        CampaignId id =
                body.campaignId() != null
                        ? body.campaignId()
                        : new CampaignId(
                                TimeOrderedId.mint(time.now(), ThreadLocalRandom.current())
                                        .toString());
        return once.answer(
                books -> {
                    books.dispatch(
                            new DraftCampaign(
                                    id,
                                    body.advertiserId(),
                                    body.name(),
                                    Terms.period(body.startsAt(), body.endsAt()),
                                    Terms.products(body.products()),
                                    Terms.bids(body.bids()),
                                    Terms.keywords(body.keywords()),
                                    Terms.orNone(body.negativeKeywords()),
                                    body.budget(),
                                    Terms.TargetingTerm.targeting(body.targeting()),
                                    books.at(time)));
                    return ResponseEntity.status(HttpStatus.CREATED)
                            .body(new Answer(id, CampaignStatus.DRAFT));
                });
    }

    @ApiCall(
            id = "submitCampaign",
            summary = "Submits a campaign for review",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/submission")
    ResponseEntity<?> submit(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new SubmitCampaign(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.SUBMITTED));
                });
    }

    @ApiCall(
            id = "approveCampaign",
            summary = "Approves a campaign, whose ads then compete",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/approval")
    ResponseEntity<?> approve(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new ApproveCampaign(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.ACTIVE));
                });
    }

    @ApiCall(
            id = "rejectCampaign",
            summary = "Rejects a campaign, with a reason",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/rejection")
    ResponseEntity<?> reject(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Reason body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new RejectCampaign(id, body.reason(), books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.REJECTED));
                });
    }

    @ApiCall(
            id = "pauseCampaign",
            summary = "Pauses a campaign: no click is charged from the next one on",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/pause")
    ResponseEntity<?> pause(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new PauseCampaign(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.PAUSED));
                });
    }

    @ApiCall(
            id = "resumeCampaign",
            summary = "Resumes a paused campaign",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/resumption")
    ResponseEntity<?> resume(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new ResumeCampaign(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.ACTIVE));
                });
    }

    @ApiCall(
            id = "endCampaign",
            summary = "Ends a campaign for good",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PostMapping("/{campaign_id}/end")
    ResponseEntity<?> end(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable NoFields body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    books.dispatch(new EndCampaign(id, books.at(time)));
                    return ResponseEntity.ok(new Answer(id, CampaignStatus.ENDED));
                });
    }
}
