# One of the repository's functions, built from the source archive. It has no event trigger: such a trigger's subscription is hidden,
# and its deadline, backoff and dead-lettering could not be set.

resource "google_cloudfunctions2_function" "this" {
  name        = var.name
  description = var.description
  location    = var.region
  labels      = var.labels

  build_config {
    runtime           = "dotnet10"
    entry_point       = var.entry_point
    service_account   = var.build.service_account
    docker_repository = var.build.repositories[var.region]

    environment_variables = {
      GOOGLE_BUILDABLE = var.project_directory
      # The newest patches. Otherwise the buildpack takes the SDK that global.json names, whatever its rollForward says, and the runtime
      # that runtimeconfig.json names, which is 10.0.0.
      GOOGLE_DOTNET_SDK_VERSION   = "10.*.*"
      GOOGLE_ASP_NET_CORE_VERSION = "10.*.*"
      # What is deployed is never a stand-in: where a feed lacks Google's packages, the build fails.
      GooglePackages = "genuine"
      # A newer SDK may warn of what no older one did.
      TreatWarningsAsErrors = "false"
    }

    source {
      storage_source {
        bucket = var.build.bucket
        object = var.build.object
      }
    }
  }

  service_config {
    service_account_email            = var.service_account_email
    ingress_settings                 = var.ingress
    all_traffic_on_latest_revision   = true
    available_cpu                    = var.size.cpu
    available_memory                 = var.size.memory
    max_instance_request_concurrency = var.size.concurrency
    min_instance_count               = var.size.min_instances
    max_instance_count               = var.size.max_instances
    timeout_seconds                  = var.size.timeout_s
    environment_variables            = var.variables

    dynamic "secret_environment_variables" {
      for_each = var.secrets
      content {
        key        = secret_environment_variables.key
        project_id = secret_environment_variables.value.project
        secret     = secret_environment_variables.value.secret
        version    = secret_environment_variables.value.version
      }
    }
  }

  lifecycle {
    precondition {
      condition     = var.size.concurrency == 1 || try(tonumber(var.size.cpu) >= 1, false)
      error_message = "${var.name}: found concurrency ${var.size.concurrency} with cpu ${var.size.cpu}; allowed: concurrency 1, or a cpu of at least 1."
    }
    precondition {
      condition     = var.size.min_instances <= var.size.max_instances
      error_message = "${var.name}: found min_instances ${var.size.min_instances} with max_instances ${var.size.max_instances}; allowed: not more than max_instances."
    }
  }
}
