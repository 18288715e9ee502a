#!/usr/bin/env bash
# Whether a running service has every variable its definition names: ops/validate-env.sh stage api
source "$(dirname "$0")/environment.sh"
need gcloud
use_environment "${1:-}"
service=${2:-}
[[ " ${SERVICES[*]} " == *" $service "* ]] || fail "Usage: $0 stage|prod api|pipeline|web"
wanted=$(grep -oE '\{ name: [A-Z_]+' "$OPS/../deploy/cloud-run/$service.yaml" | awk '{ print $3 }' | sort)
found=$(gcloud run services describe "cloudact-$service" --project "$PROJECT" --region "$REGION" \
  --format 'value[delimiter="\n"](spec.template.spec.containers[0].env.name)' | sort)
missing=$(comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$found"))
[[ -z $missing ]] || fail "cloudact-$service lacks:"$'\n'"$missing"
printf 'cloudact-%s has its %s variables.\n' "$service" "$(wc -l <<<"$wanted")"
