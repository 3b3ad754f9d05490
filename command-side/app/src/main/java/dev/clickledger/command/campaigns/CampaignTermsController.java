package dev.clickledger.command.campaigns;

import dev.clickledger.command.ledger.Aggregates;
import dev.clickledger.command.once.OncePerKey;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.domain.campaign.CampaignCommand;
import dev.clickledger.domain.campaign.CampaignStatus;
import dev.clickledger.domain.campaign.SetCampaignBids;
import dev.clickledger.domain.campaign.SetCampaignBudget;
import dev.clickledger.domain.campaign.SetCampaignKeywords;
import dev.clickledger.domain.campaign.SetCampaignPeriod;
import dev.clickledger.domain.campaign.SetCampaignProducts;
import dev.clickledger.domain.campaign.SetCampaignTargeting;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A campaign's terms, each replaced as a whole. */
@RestController
@RequestMapping("/v1/campaigns/{campaign_id}")
class CampaignTermsController {

    private final Aggregates aggregates;

    CampaignTermsController(Aggregates aggregates) {
        this.aggregates = aggregates;
    }

    record Answer(CampaignId campaignId, CampaignStatus status) {}

    @ApiCall(
            id = "setCampaignBids",
            summary = "Replaces what a campaign bids",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/bids")
    ResponseEntity<?> setBids(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.Bids body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(id, time, once, at -> new SetCampaignBids(id, Terms.bids(body.bids()), at));
    }

    @ApiCall(
            id = "setCampaignBudget",
            summary = "Replaces a campaign's budget; the next click is held to it",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/budget")
    ResponseEntity<?> setBudget(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.BudgetTerm body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(id, time, once, at -> new SetCampaignBudget(id, body.budget(), at));
    }

    @ApiCall(
            id = "setCampaignProducts",
            summary = "Replaces the advertised products",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/products")
    ResponseEntity<?> setProducts(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.Products body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(
                id,
                time,
                once,
                at -> new SetCampaignProducts(id, Terms.products(body.products()), at));
    }

    @ApiCall(
            id = "setCampaignKeywords",
            summary = "Replaces keywords and negative keywords",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/keywords")
    ResponseEntity<?> setKeywords(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.KeywordTerms body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(
                id,
                time,
                once,
                at ->
                        new SetCampaignKeywords(
                                id,
                                Terms.keywords(body.keywords()),
                                Terms.orNone(body.negativeKeywords()),
                                at));
    }

    @ApiCall(
            id = "setCampaignTargeting",
            summary = "Replaces whom a campaign is meant for",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/targeting")
    ResponseEntity<?> setTargeting(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.TargetingTerms body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(
                id,
                time,
                once,
                at ->
                        new SetCampaignTargeting(
                                id, Terms.TargetingTerm.targeting(body.targeting()), at));
    }

    @ApiCall(
            id = "setCampaignPeriod",
            summary = "Replaces when a campaign runs",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/period")
    ResponseEntity<?> setPeriod(
            @PathVariable("campaign_id") CampaignId id,
            @Valid @RequestBody Terms.PeriodTerm body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return set(
                id,
                time,
                once,
                at -> new SetCampaignPeriod(id, Terms.period(body.startsAt(), body.endsAt()), at));
    }

    private ResponseEntity<?> set(
            CampaignId id,
            RequestTime time,
            OncePerKey once,
            Function<Instant, CampaignCommand> terms) {
        return once.answer(
                books -> {
                    books.dispatch(terms.apply(books.at(time)));
                    return ResponseEntity.ok(
                            new Answer(id, Objects.requireNonNull(aggregates.statusOf(id))));
                });
    }
}
