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

mock_resource "google_storage_bucket_object" {
  defaults = { generation = 1768914000123456 }
}

mock_data "google_project" {
  defaults = { number = "123456789012" }
}
