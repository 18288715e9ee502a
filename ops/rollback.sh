#!/usr/bin/env bash
# Sends all traffic of a service to an earlier revision: ops/rollback.sh prod api cloudact-api-00041-xyz
# Without a revision it lists them.
source "$(dirname "$0")/environment.sh"
need gcloud
use_environment "${1:-}"
service=${2:-}
revision=${3:-}
[[ " ${SERVICES[*]} " == *" $service "* ]] || fail "Usage: $0 stage|prod api|pipeline|web [REVISION]"
at=(--project "$PROJECT" --region "$REGION")
if [[ -z $revision ]]; then
  gcloud run revisions list --service "cloudact-$service" "${at[@]}" --limit 10
  exit 0
fi
confirm_production "$revision"
gcloud run services update-traffic "cloudact-$service" "${at[@]}" --to-revisions "$revision=100"
