/** Arguments of {@link deliveryScript}. */
export interface DeliveryScriptArgs {
    readonly region: string;
    readonly bucketName: string;
    /** Key of the archive, of which an association names the version. */
    readonly key: string;
    readonly logGroupName: string;
    /** Folder that everything is in. */
    readonly folder: string;
    /** Unit of systemd that runs what is in `<folder>/current`. */
    readonly unit: string;
    /** Address on the instance that returns 200 once a version runs well. */
    readonly healthCheckUrl: string;
    readonly healthCheckSeconds: number;
    /** Versions that stay, the one in use among them. */
    readonly keep: number;
}

/**
 * Brings a version to an instance, as root: downloads it, compares its SHA-256, unpacks it into a folder of its own, leads the
 * link `current` there, restarts the unit, and goes back to the version before if it does not run well. A version gets its
 * name only once it is whole, and the link changes at once, so that an end at any point leaves one that works.
 *
 * Systems Manager fills in `version` (SHA-256 of the archive) and `object` (version of the object), whose patterns the
 * document holds: they cannot be commands. What it says goes to the log group, in the stream `<instance>/delivery`.
 */
export function deliveryScript(args: DeliveryScriptArgs): string {
    return `#!/bin/bash
set -euo pipefail
umask 022
version="{{ version }}"
object="{{ object }}"
root="${args.folder}"
unit="${args.unit}"
export AWS_DEFAULT_REGION="${args.region}"

events=
say() {
    echo "$1"
    events="$events\${events:+,}{\\"timestamp\\":$(date +%s%3N),\\"message\\":\\"$1\\"}"
}
finish() {
    status=$?
    rm -rf "$root"/.new-*
    group="${args.logGroupName}"
    stream="\${AWS_SSM_INSTANCE_ID:-$(uname -n)}/delivery"
    [ -n "$events" ] || say "Version $version: the delivery has ended with status $status"
    aws logs create-log-stream --log-group-name "$group" --log-stream-name "$stream" 2>/dev/null || true
    aws logs put-log-events --log-group-name "$group" --log-stream-name "$stream" \\
        --log-events "[$events]" >/dev/null || echo "The log group does not take this" >&2
    exit "$status"
}
fail() {
    say "Version $version: $1"
    exit 1
}
healthy() {
    local last=$((SECONDS + $1)) status
    while true; do
        if systemctl is-active --quiet "$unit"; then
            status=$(curl --silent --insecure --noproxy '*' --max-time 5 --output /dev/null \\
                --write-out '%{http_code}' "${args.healthCheckUrl}" || true)
            [ "$status" != 200 ] || return 0
        fi
        [ "$SECONDS" -lt "$last" ] || return 1
        sleep 1
    done
}
run() {
    ln -sfn "versions/$1" "$root/.current" && mv -fT "$root/.current" "$root/current" || return 1
    systemctl reset-failed "$unit" 2>/dev/null || true
    systemctl restart "$unit"
}

mkdir -p "$root/versions"
exec 9>"$root/.lock"
flock 9
rm -rf "$root"/.new-*
trap finish EXIT

# The setup of a new instance comes first; 2 stands for what cloud-init got over.
cloud-init status --wait >/dev/null || [ $? = 2 ] || fail "the instance was not set up; look at /var/log/cloud-init-output.log"

before=$(basename "$(readlink "$root/current" || true)")
if [ "$before" = "$version" ] && healthy 0; then
    say "Version $version: it runs already"
    exit 0
fi
if [ ! -d "$root/versions/$version" ]; then
    new=$(mktemp -d "$root/.new-XXXXXX")
    aws s3api get-object --bucket "${args.bucketName}" --key "${args.key}" --version-id "$object" \\
        "$new/archive.zip" >/dev/null || fail "it cannot be downloaded"
    echo "$version  $new/archive.zip" | sha256sum --check --status || fail "the download is not what was packed"
    mkdir "$new/files"
    python3 - "$new/archive.zip" "$new/files" <<'END' || fail "it cannot be unpacked"
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.infolist():
        os.chmod(archive.extract(entry, sys.argv[2]), entry.external_attr >> 16 & 0o777)
END
    mv -T "$new/files" "$root/versions/$version"
fi
if run "$version" && healthy ${args.healthCheckSeconds}; then
    touch "$root/versions/$version"
    ls -1t "$root/versions" | tail -n +${args.keep + 1} | while read -r old; do rm -rf "$root/versions/$old"; done
    say "Version $version: it runs"
    exit 0
fi
say "Version $version: $unit does not answer ${args.healthCheckUrl} with 200 within ${args.healthCheckSeconds} s"
[ "$before" != "$version" ] && [ -d "$root/versions/$before" ] && [ -n "$before" ] || fail "there is none to go back to"
run "$before" && healthy ${args.healthCheckSeconds} || fail "neither does $before, the version before"
rm -rf "$root/versions/$version"
fail "$before runs again"
`;
}
