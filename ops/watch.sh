#!/usr/bin/env bash
# Follows the logs of all three services: ops/watch.sh stage [LINES]
source "$(dirname "$0")/environment.sh"
need gcloud
use_environment "${1:-}"
lines=${2:-50}
[[ $lines =~ ^[0-9]+$ ]] || fail "\"$lines\" is not a number of lines."
filter='resource.type="cloud_run_revision" AND resource.labels.service_name=~"^cloudact-"'
format='value(timestamp.date("%H:%M:%S"), resource.labels.service_name, severity, jsonPayload.msg, textPayload)'
gcloud logging read "$filter" --project "$PROJECT" --limit "$lines" --order desc --format "$format" | tac
gcloud beta logging tail "$filter" --project "$PROJECT" --format "$format"
