locals {
  # What a scenario has beside the functions' variables.
  deployment_settings = ["env", "schedule", "time_zone", "paused", "peak_events_per_second", "planner", "invoker"]

  # The variable of an attribute, where it is not the attribute's name in capitals.
  variable_of = { workload = "WORKLOAD_URI" }

  secret_variables = ["AUTH_BEARER_TOKEN", "EXTRA_HEADERS_JSON", "DISPATCHER_AUTH_BEARER_TOKEN", "DISPATCHER_EXTRA_HEADERS_JSON", "OTEL_EXPORTER_OTLP_HEADERS"]

  # What tells where spans and metrics go, which samples are told as well.
  telemetry_variables = distinct(flatten([
    for scenario in values(var.scenarios) : [
      for name in keys(scenario) : upper(name) if startswith(name, "otel_") && !contains(local.secret_variables, upper(name))
    ]
  ]))

  # What was given, as the text that the functions will read. A blank text is none. Workloads are in workloads.tf.
  given = {
    for key, scenario in var.scenarios : key => {
      for name, text in merge(
        {
          for name, value in scenario : upper(name) => try(tostring(value), jsonencode(value))
          if value != null && !contains(local.deployment_settings, name) && !contains(local.secret_variables, upper(name)) && name != "workload"
        },
        { for name, value in scenario.env : name => value if !contains(local.secret_variables, name) && name != "WORKLOAD_URI" },
      ) : name => trimspace(text) if trimspace(text) != ""
    }
  }

  secrets = {
    for key, scenario in var.scenarios : key => {
      for name, value in scenario : upper(name) => value if value != null && contains(local.secret_variables, upper(name))
    }
  }

  # With what is added here. Before the first apply the samples' addresses are not known: others take their place in what is judged.
  variables = {
    for stage in ["deployed", "planned"] : stage => {
      for key, given in local.given : key => merge(
        { LOG_GCS_BUCKET = local.log_bucket },
        local.sample_variables[stage][key],
        { for name in ["LEAD_S"] : name => tostring(local.leads[key]) if can(local.leads[key]) },
        { for name in ["WORKLOAD_URI"] : name => local.planned_workloads[key] if stage == "planned" && local.has_workload[key] },
        given,
      )
    }
  }
}

module "scenario" {
  source   = "./modules/scenario"
  for_each = var.scenarios

  project_id   = var.project_id
  region       = var.region
  name         = "${var.name_prefix}-${each.key}"
  labels       = merge(var.labels, { scenario = each.key })
  build        = local.build
  variables    = local.variables.deployed[each.key]
  secrets      = local.secrets[each.key]
  workload     = contains(keys(local.workloads), each.key) ? local.workloads[each.key] : null
  planner      = local.planners[each.key]
  invoker      = local.invokers[each.key]
  schedule     = each.value.schedule
  time_zone    = each.value.time_zone
  paused       = each.value.paused
  pubsub_agent = local.pubsub_agent

  # Functions are built; grants on the log bucket need it.
  depends_on = [time_sleep.apis, time_sleep.build_permissions, google_storage_bucket.logs]
}
