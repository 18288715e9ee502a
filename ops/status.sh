#!/usr/bin/env bash
# Whether each service of an environment is ready: ops/status.sh stage
source "$(dirname "$0")/environment.sh"
need curl
use_environment "${1:-}"
bad=0
for service in "${SERVICES[@]}"; do
  url="$(url_of "$service")$(health_of "$service")"
  if code=$(curl --silent --show-error --max-time 10 --output /dev/null --write-out '%{http_code}' "$url") && [[ $code == 200 ]]; then
    printf '%-9s ready      %s\n' "$service" "$url"
  else
    printf '%-9s NOT READY  %s (%s)\n' "$service" "$url" "${code:-no answer}"
    bad=1
  fi
done
exit $bad
