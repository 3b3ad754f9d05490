package dev.clickledger.query.script;

import dev.clickledger.http.document.ApiCall;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/ads.js}: the same for every page, so it may be kept by whoever fetches it. */
@RestController
final class ScriptController {

    static final String PATH = "/v1/ads.js";

    private static final MediaType JAVASCRIPT =
            MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final Duration KEPT = Duration.ofHours(1);

    private final byte[] script;

    ScriptController() throws IOException {
        try (InputStream in =
                new ClassPathResource("ads.js", ScriptController.class).getInputStream()) {
            script = in.readAllBytes();
        }
    }

    @ApiCall(id = "adsScript", summary = "The snippet that fills a page's slots")
    @GetMapping(path = PATH, produces = "text/javascript;charset=UTF-8")
    ResponseEntity<byte[]> script() {
        return ResponseEntity.ok()
                .contentType(JAVASCRIPT)
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(script);
    }
}
