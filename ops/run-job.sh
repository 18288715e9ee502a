#!/usr/bin/env bash
# Runs a job of configs/system/jobs.yml now and waits for its end: ops/run-job.sh stage quota-reset-daily
source "$(dirname "$0")/environment.sh"
need gcloud
use_environment "${1:-}"
job=${2:-}
jobs=$(grep -oE '^  [a-z-]+:$' "$OPS/../configs/system/jobs.yml" | tr -d ' :')
grep -qxF -- "$job" <<<"$jobs" || fail "Name one of these jobs:"$'\n'"$jobs"
confirm_production "$job"
gcloud run jobs execute "$job" --project "$PROJECT" --region "$REGION" --wait
