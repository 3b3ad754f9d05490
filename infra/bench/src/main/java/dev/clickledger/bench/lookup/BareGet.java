package dev.clickledger.bench.lookup;

import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an answer of that many bytes costs on this server, whatever it says: they are ready. Only a
 * benchmark adds it to a query side.
 */
@RestController
final class BareGet {

    static final String PATH = "/bench/bare-ads";

    private volatile byte[] ready = {};

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] answer(@RequestParam("bytes") int bytes) {
        byte[] answer = ready;
        if (answer.length != bytes) {
            answer = json(bytes);
            ready = answer;
        }
        return answer;
    }

    /** A JSON text of that length. */
    static byte[] json(int bytes) {
        var json = new byte[bytes];
        Arrays.fill(json, (byte) 'x');
        json[0] = '"';
        json[bytes - 1] = '"';
        return json;
    }
}
