locals {
  # What a scenario has beside the contract's variables.
  deployment_settings = ["env", "schedule", "time_zone", "paused", "planner", "invoker"]

  secret_variables = ["AUTH_BEARER_TOKEN", "EXTRA_HEADERS_JSON", "DISPATCHER_AUTH_BEARER_TOKEN", "DISPATCHER_EXTRA_HEADERS_JSON"]

  # What was given, as the text that the functions will read. A blank text is none.
  given = {
    for key, scenario in var.scenarios : key => {
      for name, text in merge(
        {
          for name, value in scenario : upper(name) => try(tostring(value), jsonencode(value))
          if value != null && !contains(local.deployment_settings, name) && !contains(local.secret_variables, upper(name))
        },
        { for name, value in scenario.env : name => value if !contains(local.secret_variables, name) },
      ) : name => trimspace(text) if trimspace(text) != ""
    }
  }

  secrets = {
    for key, scenario in var.scenarios : key => {
      for name, value in scenario : upper(name) => value if value != null && contains(local.secret_variables, upper(name))
    }
  }

  # With what is added here.
  variables = {
    for key, given in local.given : key => merge({ LOG_GCS_BUCKET = local.log_bucket }, local.sample_variables.deployed[key], given)
  }
}

# Judges them in the plan, when the addresses of samples are not known yet: others take their place.
module "configuration" {
  source   = "./modules/configuration"
  for_each = local.given

  events_topic = "projects/${var.project_id}/topics/${var.name_prefix}-${each.key}-events"
  variables = merge(
    { LOG_GCS_BUCKET = local.log_bucket, EVENTS_TOPIC = "projects/${var.project_id}/topics/${var.name_prefix}-${each.key}-events" },
    local.sample_variables.planned[each.key],
    each.value,
  )
}

module "scenario" {
  source   = "./modules/scenario"
  for_each = var.scenarios

  project_id   = var.project_id
  region       = var.region
  name         = "${var.name_prefix}-${each.key}"
  labels       = merge(var.labels, { scenario = each.key })
  build        = local.build
  variables    = local.variables[each.key]
  secrets      = local.secrets[each.key]
  planner      = each.value.planner
  invoker      = each.value.invoker
  schedule     = each.value.schedule
  time_zone    = each.value.time_zone
  paused       = each.value.paused
  pubsub_agent = google_project_service_identity.pubsub.member

  # Functions are built; grants on the log bucket need it.
  depends_on = [google_project_service.this, terraform_data.build_permissions, google_storage_bucket.logs]
}
