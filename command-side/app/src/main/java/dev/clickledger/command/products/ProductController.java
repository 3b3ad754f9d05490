package dev.clickledger.command.products;

import dev.clickledger.command.fields.Required;
import dev.clickledger.command.once.OncePerKey;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.domain.product.Availability;
import dev.clickledger.domain.product.SetProductAvailability;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Idempotent by what it says: to say it again changes nothing. */
@RestController
@RequestMapping("/v1/products/{product_id}")
class ProductController {

    record AvailabilityTerm(@Required Boolean available) {}

    /**
     * @param changedAt since when it is so
     */
    record Answer(ProductId productId, boolean available, Instant changedAt) {}

    @ApiCall(
            id = "setProductAvailability",
            summary = "Says whether a product can be bought; its ads follow",
            answer = Answer.class,
            problems = {ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @PutMapping("/availability")
    ResponseEntity<?> setAvailability(
            @PathVariable("product_id") ProductId id,
            @Valid @RequestBody AvailabilityTerm body,
            RequestTime time,
            Caller caller,
            OncePerKey once) {
        return once.answer(
                books -> {
                    Availability now =
                            Objects.requireNonNull(
                                    books.<Availability>dispatch(
                                            new SetProductAvailability(
                                                    id, body.available(), books.at(time))));
                    return ResponseEntity.ok(new Answer(id, now.available(), now.changedAt()));
                });
    }
}
