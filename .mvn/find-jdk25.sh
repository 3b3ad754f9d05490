# Sourced by ./mvnw and ./clickledger: exports JAVA_HOME of a JDK 25 or newer, or stops with what to do.
# Order: JAVA_HOME, the javac on PATH, the usual places of Linux distributions, SDKMAN and macOS.

is_jdk25() {
    [ -x "$1/bin/javac" ] || return 1
    major=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ -n "$major" ] && [ "$major" -ge 25 ]
}

find_jdk25() {
    if [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME"; then
        echo "$JAVA_HOME"
        return 0
    fi
    if javac=$(command -v javac 2>/dev/null); then
        real=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
        candidate=$(dirname "$(dirname "$real")")
        if is_jdk25 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    fi
    for candidate in \
        /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk25 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

if ! JAVA_HOME=$(find_jdk25); then
    echo "Clickledger needs a JDK 25 (Java compiler included) and found none in JAVA_HOME, on PATH or in the usual places." >&2
    echo "Install one (for example Eclipse Temurin 25) or point JAVA_HOME at it, then try again." >&2
    exit 1
fi
export JAVA_HOME
