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
    anytrue([for secrets in concat(values(local.secrets), [local.sample_secrets]) : length(secrets) > 0]) ? ["secretmanager.googleapis.com"] : [],
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

# An API that has just been enabled refuses calls for a while. Each has a wait of its own, all at once, so that one that is added later
# delays nothing but itself.
resource "time_sleep" "apis" {
  for_each = local.services

  create_duration = "60s"
  triggers        = { service = google_project_service.this[each.key].id }
}

# The same wait by itself: data is read late, and all that is made of it planned anew, whenever anything changes at what it refers to.
resource "time_sleep" "resource_manager" {
  create_duration = "60s"
  triggers        = { service = google_project_service.this["cloudresourcemanager.googleapis.com"].id }
}

# The ID comes from the wait, and not from the variable, so that a first plan does not ask an API that is not enabled yet.
data "google_project" "this" {
  project_id = split("/", time_sleep.resource_manager.triggers["service"])[0]
}

locals {
  project_number = data.google_project.this.number
  # `gcloud beta services identity create` makes it, once (README.md): no predefined role lets a deploying account do that.
  pubsub_agent = "serviceAccount:service-${local.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
