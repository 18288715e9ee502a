# One account per service, each with what it needs and nothing else.
resource "google_service_account" "service" {
  for_each     = toset(["api", "pipeline", "web", "job", "build", "scheduler"])
  account_id   = "cloudact-${each.value}"
  display_name = "CloudAct ${each.value}"
}

# Both create datasets of new organizations (and own what they create) and pay for their queries.
resource "google_project_iam_member" "bigquery" {
  for_each = {
    for pair in setproduct(["api", "pipeline"], ["roles/bigquery.user"]) : join(":", pair) => pair
  }
  project = var.project
  role    = each.value[1]
  member  = google_service_account.service[each.value[0]].member
}

# Only the pipeline service writes rows of organizations; the api reads them.
resource "google_project_iam_member" "rows" {
  for_each = {
    api      = "roles/bigquery.dataViewer"
    pipeline = "roles/bigquery.dataEditor"
  }
  project = var.project
  role    = each.value
  member  = google_service_account.service[each.key].member
}

resource "google_project_iam_member" "build" {
  for_each = toset([
    "roles/artifactregistry.writer",
    "roles/logging.logWriter",
    "roles/run.developer",
  ])
  project = var.project
  role    = each.value
  member  = google_service_account.service["build"].member
}

# Deploying a revision means acting as the account it runs under.
resource "google_service_account_iam_member" "build_acts_as" {
  for_each           = toset(["api", "pipeline", "web", "job"])
  service_account_id = google_service_account.service[each.value].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.service["build"].member
}
