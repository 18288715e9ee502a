# shellcheck shell=bash
# Sourced by the other commands: reads deploy/environments/<environment>.env into variables.
set -euo pipefail

OPS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034
SERVICES=(api pipeline web)
# shellcheck disable=SC2034
SECRETS=(cloudact-database-url cloudact-root-api-key cloudact-session-secret)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

need() {
  command -v "$1" >/dev/null || fail "$1 is not installed; this command needs it."
}

use_environment() {
  ENVIRONMENT=${1:-}
  local file="$OPS/../deploy/environments/$ENVIRONMENT.env"
  [[ $ENVIRONMENT =~ ^(stage|prod)$ && -f $file ]] || fail "Usage: $0 stage|prod …"
  set -a
  # shellcheck disable=SC1090
  source "$file"
  set +a
  export ENVIRONMENT
}

url_of() {
  case $1 in
    api) printf '%s' "$API_URL" ;;
    pipeline) printf '%s' "$PIPELINE_URL" ;;
    web) printf '%s' "$PUBLIC_URL" ;;
  esac
}

health_of() {
  [[ $1 == web ]] && printf '/login' || printf '/health/ready'
}

# What is done to production is typed out, not tabbed into.
confirm_production() {
  [[ $ENVIRONMENT == prod ]] || return 0
  local answer
  read -r -p "This acts on PRODUCTION ($PROJECT). Type \"$1\" to go on: " answer
  [[ $answer == "$1" ]] || fail 'Nothing was done.'
}
