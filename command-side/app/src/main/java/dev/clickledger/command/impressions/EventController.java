package dev.clickledger.command.impressions;

import dev.clickledger.command.fields.Required;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.http.RequestTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class EventController {

    private final ImpressionCheck check;
    private final ImpressionWriter writer;

    EventController(ImpressionCheck check, ImpressionWriter writer) {
        this.check = check;
        this.writer = writer;
    }

    /** Each event is read on its own, so that a bad one does not take the others with it. */
    record Events(
            @Required @Size(min = 1, max = 500, message = "must list 1 to 500 events")
                    List<@Required JsonNode> events) {}

    record Rejected(int index, String reason) {}

    record Answer(int accepted, List<Rejected> rejected) {}

    @PostMapping("/v1/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer take(@Valid @RequestBody Events body, RequestTime time) {
        List<AdEventRecord> accepted = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int index = 0; index < body.events().size(); index++) {
            switch (check.check(body.events().get(index), time)) {
                case ImpressionCheck.Good good -> accepted.add(good.record());
                case ImpressionCheck.Bad bad -> rejected.add(new Rejected(index, bad.reason()));
            }
        }
        writer.write(accepted);
        return new Answer(accepted.size(), rejected);
    }
}
