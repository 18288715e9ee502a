# Stored procedures and functions. The datasets of organizations are made by the services as organizations come.
resource "google_bigquery_dataset" "organizations" {
  dataset_id  = "organizations"
  location    = var.bigquery_location
  description = "Procedures and functions of CloudAct."
  depends_on  = [google_project_service.api]

  lifecycle {
    prevent_destroy = true
  }
}
