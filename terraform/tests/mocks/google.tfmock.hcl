# The provider checks these, even of a mock: what Terraform would make up is refused.

mock_resource "google_service_account" {
  defaults = {
    email  = "account@my-project.iam.gserviceaccount.com"
    member = "serviceAccount:account@my-project.iam.gserviceaccount.com"
    name   = "projects/my-project/serviceAccounts/account@my-project.iam.gserviceaccount.com"
  }
}

mock_resource "google_cloudfunctions2_function" {
  defaults = {
    service_config = { uri = "https://function.run.app" }
  }
}

mock_resource "google_project_service_identity" {
  defaults = {
    email  = "service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"
    member = "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"
  }
}
