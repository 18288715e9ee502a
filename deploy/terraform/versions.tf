terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
  # One state per environment: terraform init -backend-config="bucket=<bucket>" -backend-config="prefix=cloudact-stage"
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region
}
