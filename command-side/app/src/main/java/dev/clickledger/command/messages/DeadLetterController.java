package dev.clickledger.command.messages;

import dev.clickledger.command.fields.NoFields;
import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.command.messages.DeadLetterStore.Letter;
import dev.clickledger.command.messages.DeadLetterStore.Place;
import dev.clickledger.http.Caller;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Idempotent: a letter is handled or dropped once, however often that is asked for. */
@RestController
@RequestMapping("/v1/dead-letters")
class DeadLetterController {

    private static final int MOST_ITEMS = 200;
    private static final Pattern CURSOR =
            Pattern.compile("([A-Za-z0-9._-]{1,249})/([0-9]{1,9})/([0-9]{1,18})");

    private final DeadLetters letters;
    private final BoundedDecisions decisions;

    DeadLetterController(DeadLetters letters, BoundedDecisions decisions) {
        this.letters = letters;
        this.decisions = decisions;
    }

    record Item(
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable String payload,
            String reason,
            Instant failedAt) {

        static Item of(Letter letter) {
            return new Item(
                    letter.place().topic(),
                    letter.place().partition(),
                    letter.place().offset(),
                    letter.key(),
                    letter.payload(),
                    letter.reason(),
                    letter.failedAt());
        }
    }

    record Page(List<Item> items, @Nullable String nextCursor) {}

    @ApiCall(id = "listDeadLetters", summary = "Messages that could not be handled")
    @GetMapping
    Page list(
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Caller caller) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw ProblemException.invalid("limit", "must be from 1 to " + MOST_ITEMS);
        }
        Place after = cursor == null ? Place.BEFORE_ALL : place(cursor);
        List<Letter> found = decisions.call(() -> letters.after(after, limit + 1));
        List<Letter> page = found.subList(0, Math.min(found.size(), limit));
        return new Page(
                page.stream().map(Item::of).toList(),
                found.size() > limit ? cursor(page.getLast().place()) : null);
    }

    @ApiCall(id = "retryDeadLetter", summary = "Handles a message again")
    @PostMapping("/{topic}/{partition}/{offset}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(
            @PathVariable("topic") String topic,
            @PathVariable("partition") int partition,
            @PathVariable("offset") long offset,
            @RequestBody(required = false) @Nullable NoFields body,
            Caller caller) {
        var place = new Place(topic, partition, offset);
        switch (decisions.call(() -> letters.retry(place))) {
            case DeadLetters.Retried.Handled handled -> {
                // That is all there is to say.
            }
            case DeadLetters.Retried.FailedAgain failed ->
                    throw ProblemException.refused("the-message-can-be-handled", failed.reason());
            case DeadLetters.Retried.NotThere none ->
                    throw ProblemException.notFound("offset", "dead letter", offset);
        }
    }

    @ApiCall(id = "dropDeadLetter", summary = "Drops a message for good")
    @DeleteMapping("/{topic}/{partition}/{offset}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @PathVariable("topic") String topic,
            @PathVariable("partition") int partition,
            @PathVariable("offset") long offset,
            Caller caller) {
        var place = new Place(topic, partition, offset);
        decisions.call(() -> letters.drop(place));
    }

    private static String cursor(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (place.topic() + "/" + place.partition() + "/" + place.offset())
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static Place place(String cursor) {
        try {
            Matcher parts =
                    CURSOR.matcher(
                            new String(
                                    Base64.getUrlDecoder().decode(cursor),
                                    StandardCharsets.US_ASCII));
            if (parts.matches()) {
                return new Place(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3)));
            }
        } catch (IllegalArgumentException notOurs) {
            // Refused below.
        }
        throw ProblemException.invalid(
                "cursor", "must be the next_cursor of a page of this list, unchanged");
    }
}
