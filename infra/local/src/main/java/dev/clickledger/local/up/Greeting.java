package dev.clickledger.local.up;

/** What a newcomer needs next: where everything answers, and three calls to paste. */
final class Greeting {

    private Greeting() {}

    static String of(LocalSystem system, boolean sample) {
        StringBuilder text = new StringBuilder();
        text.append("Command side  ").append(system.commandUrl()).append('\n');
        text.append("Query side    ").append(system.queryUrl()).append('\n');
        if (system.shopUrl() != null) {
            text.append("Demo shop     ").append(system.shopUrl()).append('\n');
        }
        text.append("Flink         ").append(system.job().rest()).append("/jobs\n");
        text.append("Data and logs ").append(system.data()).append('\n');
        if (sample) {
            text.append('\n').append(tour(system));
        }
        return text.toString();
    }

    /** An ad, the click on it, and the won in the ledger; the shell carries token and id along. */
    private static String tour(LocalSystem system) {
        return """
        See an ad:
          curl -s '%2$s/v1/ads?placement=CATEGORY&category=electronics/computers&max_ads=1&device_id=device-1' | tee ad.json; echo
        Click it (once; a second time answers "repeated": true):
          TOKEN=$(sed 's/.*"ad_token":"\\([^"]*\\)".*/\\1/' ad.json)
          curl -s -X POST '%1$s/v1/clicks' -H 'Content-Type: application/json' \\
            -d "{\\"ad_token\\":\\"$TOKEN\\",\\"device_id\\":\\"device-1\\",\\"session_id\\":\\"session-1\\"}"; echo
        Read the charge in the advertiser's ledger:
          ADVERTISER=$(sed 's/.*"advertiser_id":"\\([^"]*\\)".*/\\1/' ad.json)
          curl -s "%2$s/v1/advertisers/$ADVERTISER/ledger?limit=5"; echo
        """
                .formatted(system.commandUrl(), system.queryUrl());
    }
}
