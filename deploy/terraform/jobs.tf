# Jobs and their schedules are what configs/system/jobs.yml says; nothing is written down twice.
locals {
  jobs      = yamldecode(file("${path.module}/../../configs/system/jobs.yml")).jobs
  scheduled = { for name, job in local.jobs : name => job if job.schedule != "manual" }
}

resource "google_cloud_run_v2_job" "job" {
  for_each   = local.jobs
  name       = each.key
  location   = var.region
  labels     = { app = "cloudact" }
  depends_on = [google_project_service.api]

  template {
    template {
      service_account = google_service_account.service["job"].email
      max_retries     = 1
      timeout         = "3600s"
      containers {
        image = var.job_image
        args  = [each.key]
        dynamic "env" {
          for_each = {
            DATABASE_URL    = "cloudact-database-url"
            CA_ROOT_API_KEY = "cloudact-root-api-key"
          }
          content {
            name = env.key
            value_source {
              secret_key_ref {
                secret  = google_secret_manager_secret.secret[env.value].secret_id
                version = "latest"
              }
            }
          }
        }
        env {
          name  = "CLOUDACT_API_URL"
          value = local.environment.API_URL
        }
      }
    }
  }

  lifecycle {
    # Cloud Build deploys images.
    ignore_changes = [template[0].template[0].containers[0].image]
  }
}

resource "google_cloud_run_v2_job_iam_member" "start" {
  for_each = google_cloud_run_v2_job.job
  name     = each.value.name
  location = each.value.location
  role     = "roles/run.invoker"
  member   = google_service_account.service["scheduler"].member
}

resource "google_cloud_scheduler_job" "trigger" {
  for_each         = local.scheduled
  name             = each.key
  description      = each.value.description
  region           = var.region
  schedule         = each.value.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "180s"

  retry_config {
    retry_count = 2
  }

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/projects/${var.project}/locations/${var.region}/jobs/${each.key}:run"
    oauth_token {
      service_account_email = google_service_account.service["scheduler"].email
    }
  }
}

# The same file that ops/*.sh read.
locals {
  environment = {
    for line in split("\n", file("${path.module}/../environments/${var.environment}.env")) :
    split("=", line)[0] => split("=", line)[1] if can(regex("^[A-Z_]+=", line))
  }
}
