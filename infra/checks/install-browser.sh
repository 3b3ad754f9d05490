#!/bin/sh
# The browser that the tests of the demo shop drive, where it is missing and can be had: as root, with
# apt-get. Says what it did, and never fails: without a browser those tests are skipped.
set -u
for browser in chromium chromium-browser google-chrome; do
    if [ -x "/usr/bin/$browser" ]; then
        echo "The browser tests run with /usr/bin/$browser."
        exit 0
    fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No browser, so the browser tests are skipped: install chromium to run them."
    exit 0
fi
echo "Installing chromium for the browser tests ..."
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if timeout 600 sh -c 'apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium' >"$log" 2>&1; then
    echo "Installed /usr/bin/chromium."
else
    echo "That failed, so the browser tests are skipped: $(tail -1 "$log")"
fi
rm -f "$log"
exit 0
