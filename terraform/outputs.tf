output "scenarios" {
  description = "Each scenario's names, addresses and accounts; `tick` publishes a tick by hand, `verify` holds its logs against the plan."
  value = {
    for key, scenario in module.scenario : key => {
      planner       = scenario.functions.planner
      invoker       = scenario.functions.invoker
      topics        = scenario.topics
      dead_letters  = scenario.dead_letters
      scheduler_job = scenario.scheduler_job
      logs          = scenario.logs
      tick          = scenario.tick
      verify        = "dotnet run --project functions/Cli -- verify ${scenario.logs}"
    }
  }
}

output "planned_variables" {
  description = <<-TEXT
    Each scenario's variables without its secrets, which Cloud Build hands to `loadgen plan`. A sample's address is a placeholder: the real one
    is known only after an apply.
  TEXT
  value = {
    for key, variables in local.variables.planned : key => merge(variables, {
      EVENTS_TOPIC   = "projects/${var.project_id}/topics/${var.name_prefix}-${key}-events"
      LOADGEN_REGION = var.region
    })
  }

  precondition {
    condition     = length(local.refused) == 0
    error_message = join("\n", local.refused)
  }
}

output "log_bucket" {
  description = "The bucket of logs and state."
  value       = local.log_bucket
}

output "sample_urls" {
  description = "The sample functions' addresses, function → region → URL; empty where none are deployed."
  value       = local.sample_addresses.deployed.urls
}

output "bigquery_table" {
  description = "The table over the run logs, as a query names it; null where there is none."
  value       = try("${var.project_id}.${google_bigquery_table.logs[0].dataset_id}.${google_bigquery_table.logs[0].table_id}", null)
}
