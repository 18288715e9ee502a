# Their names only: values are added by hand and never pass through Terraform's state.
locals {
  secrets = {
    cloudact-database-url   = ["api", "pipeline", "job"]
    cloudact-root-api-key   = ["api", "pipeline", "job"]
    cloudact-session-secret = ["api", "pipeline"]
  }
}

resource "google_secret_manager_secret" "secret" {
  for_each  = local.secrets
  secret_id = each.key
  replication {
    auto {}
  }
  depends_on = [google_project_service.api]
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = {
    for pair in flatten([for secret, readers in local.secrets : [for reader in readers : { secret = secret, reader = reader }]]) :
    "${pair.secret}:${pair.reader}" => pair
  }
  secret_id = google_secret_manager_secret.secret[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.service[each.value.reader].member
}
