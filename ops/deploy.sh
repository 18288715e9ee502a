#!/usr/bin/env bash
# Gives each service a new revision without traffic, proves it ready, then moves the traffic: ops/deploy.sh
# with ENVIRONMENT and TAG (an image tag) set. A revision that does not get ready never sees a request.
source "$(dirname "$0")/environment.sh"
need gcloud
need curl
need python3
use_environment "${ENVIRONMENT:-}"
: "${TAG:?the image tag to deploy}"
export TAG
rendered=$(mktemp --suffix .yaml)
trap 'rm -f "$rendered"' EXIT

# fill FILE SERVING: the definition with its ${…} filled in; where a revision serves already, it keeps the traffic.
fill() {
  python3 - "$1" "$2" <<'PYTHON'
import os, string, sys

text = string.Template(open(sys.argv[1], encoding="utf-8").read()).substitute(os.environ)
latest = "traffic: [{ latestRevision: true, percent: 100 }]"
if latest not in text:
    sys.exit(f"{sys.argv[1]} does not end in \"{latest}\".")
if sys.argv[2]:
    kept = f"{{ revisionName: {sys.argv[2]}, percent: 100 }}"
    text = text.replace(latest, f"traffic: [{kept}, {{ latestRevision: true, percent: 0, tag: candidate }}]")
sys.stdout.write(text)
PYTHON
}

for service in "${SERVICES[@]}"; do
  name="cloudact-$service"
  at=(--project "$PROJECT" --region "$REGION")
  serving=$(gcloud run services describe "$name" "${at[@]}" --format 'value(status.traffic[0].revisionName)' 2>/dev/null || true)
  fill "$OPS/../deploy/cloud-run/$service.yaml" "$serving" >"$rendered"
  gcloud run services replace "$rendered" "${at[@]}"
  if [[ -n $serving ]]; then
    url=$(gcloud run services describe "$name" "${at[@]}" --format json |
      python3 -c 'import json, sys; print(next(t["url"] for t in json.load(sys.stdin)["status"]["traffic"] if t.get("tag") == "candidate"))')
    curl --fail --silent --show-error --retry 12 --retry-delay 5 --retry-all-errors --output /dev/null "$url$(health_of "$service")" ||
      fail "$name: the new revision does not get ready. $serving keeps the traffic."
    gcloud run services update-traffic "$name" "${at[@]}" --to-latest --remove-tags candidate
  fi
  printf '%s serves %s\n' "$name" "$TAG"
done
