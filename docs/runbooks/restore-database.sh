#!/usr/bin/env bash
# Restores a database of the platform beside the original, to any second that its backups cover, queries it, and
# prints the duration. A drill removes the copy again. See restore-database.md.
set -euo pipefail

usage() {
    cat >&2 <<'TEXT'
usage: restore-database.sh <identifier> [--to <time>] [--sql <statement>] [--keep]

  <identifier>   of the cluster or the instance in AWS: <project>-<stack>-<name>
  --to <time>    a second to go back to, such as 2026-11-21T03:00:00Z (default: the latest)
  --sql <text>   asked of the copy through the Data API, which the copy of a cluster then gets
  --keep         leave the copy, to put it in the place of the original

exit codes: 0 restored and, with --sql, answered; 2 wrong usage; any other: the exit code of aws
TEXT
    exit 2
}

say() { echo "$(date -u +%H:%M:%S) $*" >&2; }
rds() { aws rds "$@"; }

[ $# -ge 1 ] && [ "${1#-}" = "$1" ] || usage
source=$1 to="" sql="" keep=""
shift
while [ $# -gt 0 ]; do
    case $1 in
        --to) to=${2:?$(usage)}; shift ;;
        --sql) sql=${2:?$(usage)}; shift ;;
        --keep) keep=yes ;;
        *) usage ;;
    esac
    shift
done
copy=$source-restored
started=$(date +%s)
when=(--use-latest-restorable-time)
[ -z "$to" ] || when=(--restore-to-time "$to")

# The subnets, security groups and parameters of the original: the copy accepts the same connections.
restore_cluster() {
    local of=(--db-cluster-identifier "$source" --output text) groups group parameters class engine
    groups=$(rds describe-db-clusters "${of[@]}" --query 'DBClusters[0].VpcSecurityGroups[].VpcSecurityGroupId')
    group=$(rds describe-db-clusters "${of[@]}" --query 'DBClusters[0].DBSubnetGroup')
    parameters=$(rds describe-db-clusters "${of[@]}" --query 'DBClusters[0].DBClusterParameterGroup')
    engine=$(rds describe-db-clusters "${of[@]}" --query 'DBClusters[0].Engine')
    class=$(rds describe-db-instances --filters "Name=db-cluster-id,Values=$source" --output text \
        --query 'DBInstances[0].DBInstanceClass')
    local scaling=()
    if [ "$class" = db.serverless ]; then
        scaling=(--serverless-v2-scaling-configuration "$(rds describe-db-clusters \
            --db-cluster-identifier "$source" --output json \
            --query 'DBClusters[0].ServerlessV2ScalingConfiguration.{MinCapacity:MinCapacity,MaxCapacity:MaxCapacity}')")
    fi
    # shellcheck disable=SC2086 # several groups are several words
    rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier "$source" \
        --db-cluster-identifier "$copy" "${when[@]}" --db-subnet-group-name "$group" \
        --vpc-security-group-ids $groups --db-cluster-parameter-group-name "$parameters" "${scaling[@]}" \
        --enable-iam-database-authentication --copy-tags-to-snapshot --no-deletion-protection >/dev/null
    begun
    rds wait db-cluster-available --db-cluster-identifier "$copy"
    say "the data is restored; creating its server"
    rds create-db-instance --db-instance-identifier "$copy-writer" --db-cluster-identifier "$copy" \
        --engine "$engine" --db-instance-class "$class" --no-publicly-accessible >/dev/null
    rds wait db-instance-available --db-instance-identifier "$copy-writer"
}

restore_instance() {
    local of=(--db-instance-identifier "$source" --output text) groups group parameters class
    groups=$(rds describe-db-instances "${of[@]}" --query 'DBInstances[0].VpcSecurityGroups[].VpcSecurityGroupId')
    group=$(rds describe-db-instances "${of[@]}" --query 'DBInstances[0].DBSubnetGroup.DBSubnetGroupName')
    parameters=$(rds describe-db-instances "${of[@]}" \
        --query 'DBInstances[0].DBParameterGroups[0].DBParameterGroupName')
    class=$(rds describe-db-instances "${of[@]}" --query 'DBInstances[0].DBInstanceClass')
    # shellcheck disable=SC2086
    rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$source" \
        --target-db-instance-identifier "$copy" "${when[@]}" --db-subnet-group-name "$group" \
        --vpc-security-group-ids $groups --db-parameter-group-name "$parameters" \
        --db-instance-class "$class" --enable-iam-database-authentication --copy-tags-to-snapshot \
        --no-publicly-accessible --no-deletion-protection >/dev/null
    begun
    rds wait db-instance-available --db-instance-identifier "$copy"
}

# From here on a drill removes its copy, also after an error.
begun() { [ -n "$keep" ] || trap remove EXIT; }

# A copy keeps the password but not the secret: it gets a secret of its own, encrypted as the original's.
ask() {
    local arn secret name key
    key=$(rds describe-db-clusters --db-cluster-identifier "$source" --output text \
        --query 'DBClusters[0].MasterUserSecret.KmsKeyId')
    rds modify-db-cluster --db-cluster-identifier "$copy" --manage-master-user-password \
        --master-user-secret-kms-key-id "$key" --apply-immediately >/dev/null
    rds wait db-cluster-available --db-cluster-identifier "$copy"
    arn=$(rds describe-db-clusters --db-cluster-identifier "$copy" --output text --query 'DBClusters[0].DBClusterArn')
    secret=$(rds describe-db-clusters --db-cluster-identifier "$copy" --output text \
        --query 'DBClusters[0].MasterUserSecret.SecretArn')
    name=$(rds describe-db-clusters --db-cluster-identifier "$copy" --output text --query 'DBClusters[0].DatabaseName')
    rds enable-http-endpoint --resource-arn "$arn" >/dev/null
    aws rds-data execute-statement --resource-arn "$arn" --secret-arn "$secret" --database "$name" --sql "$sql"
}

remove() {
    if [ "$kind" = cluster ]; then
        rds delete-db-instance --db-instance-identifier "$copy-writer" --skip-final-snapshot >/dev/null || true
        rds delete-db-cluster --db-cluster-identifier "$copy" --skip-final-snapshot >/dev/null || true
    else
        rds delete-db-instance --db-instance-identifier "$copy" --skip-final-snapshot \
            --delete-automated-backups >/dev/null || true
    fi
    say "the copy is being removed"
}

# An identifier belongs to a cluster or to an instance; other errors are printed as AWS returns them.
if found=$(rds describe-db-clusters --db-cluster-identifier "$source" 2>&1 >/dev/null); then
    kind=cluster
elif [[ $found == *DBClusterNotFound* ]]; then
    kind=instance
    rds describe-db-instances --db-instance-identifier "$source" >/dev/null
else
    echo "$found" >&2
    exit 1
fi
if [ -n "$sql" ] && [ "$kind" = instance ]; then
    echo "--sql needs a cluster: an instance has no Data API; connect to the copy yourself, with --keep" >&2
    exit 2
fi
say "restoring $kind $source to ${to:-the latest second}, as $copy"
"restore_$kind"
say "restored after $(($(date +%s) - started)) s (RTO, without switching over)"
if [ -n "$sql" ]; then
    ask
    say "answered after $(($(date +%s) - started)) s"
fi
