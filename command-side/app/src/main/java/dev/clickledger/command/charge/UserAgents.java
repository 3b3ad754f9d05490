package dev.clickledger.command.charge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows whose clicks are never charged: crawlers that say so, and browsers that say nothing. A
 * caller that does not tell the user agent at all is not judged.
 */
final class UserAgents {

    private static final String VERSION = "version ";
    private static final Pattern WORD = Pattern.compile("[!*]?[a-z0-9][a-z0-9._-]{2,63}");

    private final String version;
    private final Pattern crawlers;
    private final @Nullable Pattern innocent;

    private UserAgents(String version, Pattern crawlers, @Nullable Pattern innocent) {
        this.version = version;
        this.crawlers = crawlers;
        this.innocent = innocent;
    }

    /** The list that we ship. */
    static UserAgents shipped() {
        try (InputStream list = UserAgents.class.getResourceAsStream("/crawlers.txt")) {
            if (list == null) {
                throw new IllegalStateException("crawlers.txt is not on the class path");
            }
            return of(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @throws IllegalArgumentException naming the line that is none
     */
    static UserAgents of(List<String> lines) {
        String version = null;
        List<String> ends = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        List<String> innocent = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(VERSION)) {
                version = line.substring(VERSION.length()).strip();
            } else if (!WORD.matcher(line).matches()) {
                throw new IllegalArgumentException(
                        "line %d must be a word of a user agent in small letters: %s"
                                .formatted(i + 1, line));
            } else if (line.startsWith("*")) {
                ends.add(line.substring(1));
            } else if (line.startsWith("!")) {
                innocent.add(line.substring(1));
            } else {
                whole.add(line);
            }
        }
        if (version == null || version.isEmpty()) {
            throw new IllegalArgumentException("a line \"version …\" is missing");
        }
        if (ends.isEmpty() || whole.isEmpty()) {
            throw new IllegalArgumentException("the list has no words");
        }
        return new UserAgents(
                version,
                anyCase("(?:" + oneOf(ends) + "|(?<![a-z])" + oneOf(whole) + ")(?![a-z])"),
                innocent.isEmpty() ? null : anyCase("(?<![a-z])" + oneOf(innocent) + "(?![a-z])"));
    }

    String version() {
        return version;
    }

    /**
     * @param userAgent as the shopper's browser sent it, blank if it sent none; null if nobody told
     */
    boolean isInvalidTraffic(@Nullable String userAgent) {
        if (userAgent == null) {
            return false;
        }
        if (userAgent.isBlank()) {
            return true;
        }
        String told = innocent == null ? userAgent : innocent.matcher(userAgent).replaceAll(" ");
        return crawlers.matcher(told).find();
    }

    private static String oneOf(List<String> words) {
        return words.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static Pattern anyCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
