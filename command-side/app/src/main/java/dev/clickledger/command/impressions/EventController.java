package dev.clickledger.command.impressions;

import dev.clickledger.command.fields.Required;
import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.http.document.ReadAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class EventController {

    private final ImpressionIntake intake;

    EventController(ImpressionIntake intake) {
        this.intake = intake;
    }

    /** Each event is read on its own, so that a bad one does not take the others with it. */
    record Events(
            @Required @Size(min = 1, max = 500, message = "must list 1 to 500 events")
                    List<@Required @ReadAs(ImpressionCheck.Event.class) JsonNode> events) {}

    @ApiCall(
            id = "reportImpressions",
            summary = "Takes impressions; a bad one does not take the others with it")
    @PostMapping("/v1/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImpressionIntake.Answer take(@Valid @RequestBody Events body, RequestTime time) {
        return intake.take(body.events(), time);
    }
}
