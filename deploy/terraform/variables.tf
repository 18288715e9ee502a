variable "project" {
  description = "Google Cloud project of this environment. One project per environment."
  type        = string
}

variable "environment" {
  description = "stage or prod."
  type        = string
  validation {
    condition     = contains(["stage", "prod"], var.environment)
    error_message = "Must be stage or prod."
  }
}

variable "region" {
  description = "Region of the services, keys and images."
  type        = string
  default     = "europe-west1"
}

variable "bigquery_location" {
  description = "Location of the datasets. It cannot be changed later."
  type        = string
  default     = "EU"
}

variable "job_image" {
  description = "Image of the jobs. Cloud Build replaces it at every deployment."
  type        = string
  default     = "gcr.io/cloudrun/hello"
}
