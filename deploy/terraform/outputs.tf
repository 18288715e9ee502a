output "kms_key" {
  description = "Value of CLOUDACT_KMS_KEY."
  value       = google_kms_crypto_key.credentials.id
}

output "accounts" {
  description = "Service accounts by service."
  value       = { for name, account in google_service_account.service : name => account.email }
}
