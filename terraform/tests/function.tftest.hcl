# How a function is built and deployed.

mock_provider "google" { source = "./tests/mocks" }

variables {
  name                  = "loadgen-baseline-invoker"
  description           = "An invoker."
  region                = "us-east1"
  labels                = {}
  project_directory     = "functions/Invoker"
  entry_point           = "Loadgen.Invoker.InvokerFunction"
  build                 = { bucket = "source", object = "source.zip", service_account = "projects/p/serviceAccounts/build", repositories = { us-east1 = "here", europe-west1 = "there" } }
  service_account_email = "invoker@p.iam.gserviceaccount.com"
  variables             = { SCENARIO = "A" }
  secrets               = { AUTH_BEARER_TOKEN = { project = "my-project", secret = "token", version = "3" } }
  size                  = { cpu = "1", memory = "512Mi", concurrency = 80, min_instances = 0, max_instances = 10, timeout_s = 600 }
}

run "function" {
  module { source = "./modules/function" }

  assert {
    condition = (
      google_cloudfunctions2_function.this.build_config[0].runtime == "dotnet10" && google_cloudfunctions2_function.this.build_config[0].entry_point == "Loadgen.Invoker.InvokerFunction"
      && google_cloudfunctions2_function.this.build_config[0].environment_variables == tomap({
        GOOGLE_BUILDABLE            = "functions/Invoker"
        GOOGLE_DOTNET_SDK_VERSION   = "10.*.*"
        GOOGLE_ASP_NET_CORE_VERSION = "10.*.*"
        GooglePackages              = "genuine"
        TreatWarningsAsErrors       = "false"
      })
    )
    error_message = "The buildpack of .NET 10 builds the one project, with the newest patches and Google's own packages."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.build_config[0].service_account == "projects/p/serviceAccounts/build" && google_cloudfunctions2_function.this.build_config[0].docker_repository == "here"
    error_message = "It is built as the build account, into its region's repository."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.build_config[0].source[0].storage_source[0].bucket == "source" && google_cloudfunctions2_function.this.build_config[0].source[0].storage_source[0].object == "source.zip"
    error_message = "It is built from the archive."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].service_account_email == "invoker@p.iam.gserviceaccount.com"
    error_message = "It runs as its own account."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    error_message = "It is reached from inside the project alone."
  }
  assert {
    condition = (
      google_cloudfunctions2_function.this.service_config[0].max_instance_request_concurrency == 80 && google_cloudfunctions2_function.this.service_config[0].available_cpu == "1"
      && google_cloudfunctions2_function.this.service_config[0].available_memory == "512Mi" && google_cloudfunctions2_function.this.service_config[0].min_instance_count == 0
      && google_cloudfunctions2_function.this.service_config[0].max_instance_count == 10 && google_cloudfunctions2_function.this.service_config[0].timeout_seconds == 600
    )
    error_message = "It has its size."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].environment_variables == tomap({ SCENARIO = "A" })
    error_message = "It has its variables, and no secret among them."
  }
  assert {
    condition = one([
      for secret in google_cloudfunctions2_function.this.service_config[0].secret_environment_variables :
      secret.key == "AUTH_BEARER_TOKEN" && secret.project_id == "my-project" && secret.secret == "token" && secret.version == "3"
    ])
    error_message = "A secret is named, not read."
  }
  assert {
    condition     = length(google_cloudfunctions2_function.this.event_trigger) == 0
    error_message = "It has no trigger: its subscription is made here."
  }
}

run "concurrency_on_a_fraction_of_a_cpu" {
  module { source = "./modules/function" }
  command = plan
  variables {
    size = { cpu = "0.5", memory = "512Mi", concurrency = 2, min_instances = 0, max_instances = 10, timeout_s = 600 }
  }
  expect_failures = [google_cloudfunctions2_function.this]
}

run "more_instances_at_least_than_at_most" {
  module { source = "./modules/function" }
  command = plan
  variables {
    size = { cpu = "1", memory = "512Mi", concurrency = 1, min_instances = 2, max_instances = 1, timeout_s = 600 }
  }
  expect_failures = [google_cloudfunctions2_function.this]
}
