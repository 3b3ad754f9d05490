package dev.clickledger.http;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdvertiserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({HttpConfiguration.class, SampleApplication.Things.class})
class SampleApplication {

    record Part(
            @NotNull(message = "is required") Placement placement,
            @NotNull(message = "is required") @Positive(message = "must be at least 1")
                    Long bidPrice) {}

    record Thing(
            @NotNull(message = "is required") AdvertiserId advertiserId,
            @NotNull(message = "is required") List<@Valid Part> bids,
            Instant startsAt,
            // The library's own words, to see that no locale changes them.
            @Max(10) Long small) {}

    record Seen(String id, Instant now, String role) {}

    @RestController
    static class Things {

        @PostMapping("/things")
        Seen create(@Valid @RequestBody Thing thing, RequestTime time, Caller caller) {
            return new Seen(thing.advertiserId().value(), time.now(), caller.role().name());
        }

        @GetMapping("/things/{thing_id}")
        Seen read(
                @PathVariable("thing_id") AdvertiserId id,
                @RequestParam(name = "placement", required = true) Placement placement,
                @RequestParam(name = "limit", defaultValue = "5")
                        @Min(value = 1, message = "must be from 1 to 200")
                        @Max(value = 200, message = "must be from 1 to 200")
                        int limit,
                @RequestParam(name = "from", required = false) Instant from) {
            return new Seen(id.value(), Instant.EPOCH, placement + " " + limit);
        }

        @Bean
        BrowserCall pagesCreateThings() {
            return new BrowserCall(HttpMethod.POST, "/things");
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("secret internals");
        }

        @GetMapping("/busy")
        String busy() {
            throw ProblemException.unavailable("Come back later.", Duration.ofMillis(1500));
        }

        @GetMapping("/rule")
        String rule() {
            throw ProblemException.refused("cannot-do-that", "It can not be done.");
        }
    }
}
