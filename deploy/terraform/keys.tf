# What credentials are wrapped with. Old versions keep decrypting until every credential was wrapped again.
resource "google_kms_key_ring" "cloudact" {
  name       = "cloudact-${var.environment}"
  location   = var.region
  depends_on = [google_project_service.api]
}

resource "google_kms_crypto_key" "credentials" {
  name            = "credentials"
  key_ring        = google_kms_key_ring.cloudact.id
  purpose         = "ENCRYPT_DECRYPT"
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_kms_crypto_key_iam_member" "wrap" {
  for_each      = toset(["api", "pipeline"])
  crypto_key_id = google_kms_crypto_key.credentials.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = google_service_account.service[each.value].member
}

# Start-up checks that the key exists and is enabled.
resource "google_kms_crypto_key_iam_member" "look" {
  for_each      = toset(["api", "pipeline"])
  crypto_key_id = google_kms_crypto_key.credentials.id
  role          = "roles/cloudkms.viewer"
  member        = google_service_account.service[each.value].member
}
