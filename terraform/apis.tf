locals {
  services = toset(concat(
    [
      "artifactregistry.googleapis.com",
      "cloudbuild.googleapis.com",
      "cloudfunctions.googleapis.com",
      "cloudresourcemanager.googleapis.com",
      "cloudscheduler.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "pubsub.googleapis.com",
      "run.googleapis.com",
      "storage.googleapis.com",
    ],
    anytrue([for secrets in values(local.secrets) : length(secrets) > 0]) ? ["secretmanager.googleapis.com"] : [],
    var.alert_email != null || var.dashboard ? ["monitoring.googleapis.com"] : [],
    var.bigquery ? ["bigquery.googleapis.com"] : [],
  ))
}

resource "google_project_service" "this" {
  for_each = local.services

  service = each.key
  # Others in the project may use it too.
  disable_on_destroy = false
}

# Brings Pub/Sub's service agent into being: in a new project it does not exist yet, and a grant to nobody fails. The agents of
# Cloud Functions, Cloud Run and Cloud Scheduler come, with their roles, when their services are enabled.
resource "google_project_service_identity" "pubsub" {
  provider = google-beta

  service = google_project_service.this["pubsub.googleapis.com"].service
}

locals {
  # service-NUMBER@gcp-sa-pubsub.…: saves asking for the project.
  project_number = regex("[0-9]+", google_project_service_identity.pubsub.email)
}
