#!/usr/bin/env bash
# Whether every secret exists with an enabled version. Never prints one: ops/verify-secrets.sh stage
source "$(dirname "$0")/environment.sh"
need gcloud
use_environment "${1:-}"
bad=0
for secret in "${SECRETS[@]}"; do
  if version=$(gcloud secrets versions list "$secret" --project "$PROJECT" --filter state=ENABLED --limit 1 --format 'value(name)') && [[ -n $version ]]; then
    printf '%-26s version %s\n' "$secret" "$version"
  else
    printf '%-26s MISSING: gcloud secrets versions add %s --project %s --data-file -\n' "$secret" "$secret" "$PROJECT"
    bad=1
  fi
done
exit $bad
