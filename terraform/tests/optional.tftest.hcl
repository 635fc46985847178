# Alerts, dashboard, table and secrets.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id     = "my-project"
  deploy_samples = { regions = ["us-east1"] }
  scenarios = {
    baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" }
    other    = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", log_gcs_prefix = "elsewhere" }
  }
}

run "table" {
  variables {
    bigquery = true
  }
  assert {
    condition     = google_bigquery_table.logs[0].external_data_configuration[0].source_uris == tolist(["gs://my-project-loadgen-logs/loadgen-logs/*", "gs://my-project-loadgen-logs/elsewhere/*"])
    error_message = "The table is over the logs of all scenarios, and not over the state."
  }
  assert {
    condition     = google_bigquery_table.logs[0].external_data_configuration[0].source_format == "NEWLINE_DELIMITED_JSON" && google_bigquery_table.logs[0].external_data_configuration[0].ignore_unknown_values
    error_message = "Lines of every kind can be read."
  }
  assert {
    condition     = output.bigquery_table == "my-project.loadgen_logs.lines" && !google_bigquery_table.logs[0].deletion_protection
    error_message = "The table has its name, and destroy removes it."
  }
  assert {
    condition     = length(setsubtract(["ts_utc", "event_id", "outcome", "start_lag_ms", "end_to_end_latency_ms", "invoke", "dispatch"], jsondecode(google_bigquery_table.logs[0].schema)[*].name)) == 0
    error_message = "What one asks for is a column."
  }
  assert {
    condition     = can(google_project_service.this["bigquery.googleapis.com"])
    error_message = "BigQuery is enabled."
  }
}

run "alerts_without_a_dashboard" {
  variables {
    alert_email = "me@example.com"
  }
  assert {
    condition     = length(module.monitoring) == 1 && can(google_project_service.this["monitoring.googleapis.com"])
    error_message = "Monitoring is there, and enabled."
  }
}

run "alerts" {
  module { source = "./modules/monitoring" }
  variables {
    name_prefix = "load-gen"
    alert_email = "me@example.com"
    dashboard   = true
    scenarios = {
      baseline = { planner = "b-planner", invoker = "b-invoker", events = "b-events", dead_letters = "b-dead-letters", scheduler_job = "b-tick" }
      other    = { planner = "o-planner", invoker = "o-invoker", events = "o-events", dead_letters = "o-dead-letters", scheduler_job = "o-tick" }
    }
  }
  assert {
    condition     = google_monitoring_notification_channel.email[0].type == "email" && google_monitoring_notification_channel.email[0].labels == tomap({ email_address = "me@example.com" })
    error_message = "Alerts go to the address."
  }
  assert {
    condition = alltrue(flatten([
      for policies in [google_monitoring_alert_policy.dead_letters, google_monitoring_alert_policy.incomplete, google_monitoring_alert_policy.errors] :
      [for policy in values(policies) : policy.notification_channels == tolist([google_monitoring_notification_channel.email[0].id])]
    ])) && length(google_monitoring_alert_policy.incomplete) == 2
    error_message = "Every alert of every scenario goes there."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.dead_letters["baseline"].conditions[0].condition_threshold[0].filter, "subscription_id=\"b-dead-letters\"") && google_monitoring_alert_policy.dead_letters["baseline"].conditions[0].condition_threshold[0].threshold_value == 0
    error_message = "One dead letter is enough."
  }
  assert {
    condition     = google_monitoring_alert_policy.incomplete["other"].conditions[0].condition_prometheus_query_language[0].query == "(sum(increase(logging_googleapis_com:user_load_gen_ticks{monitored_resource=\"cloud_scheduler_job\",job=\"o-tick\"}[20m] offset 40m)) > 0) unless (sum(increase(logging_googleapis_com:user_load_gen_completes{monitored_resource=\"cloud_run_revision\",service=~\"o-planner|o-invoker\"}[60m])) > 0)"
    error_message = "A tick of the scenario without a completion of the scenario is an alert."
  }
  assert {
    condition = alltrue([
      for policy in values(google_monitoring_alert_policy.incomplete) :
      policy.conditions[0].condition_prometheus_query_language[0].disable_metric_validation
    ])
    error_message = "The first apply makes the metrics together with the alert on them."
  }
  assert {
    condition     = google_monitoring_alert_policy.errors["baseline"].conditions[0].condition_matched_log[0].filter == "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(\"b-planner\" OR \"b-invoker\") AND severity>=ERROR AND NOT log_id(\"run.googleapis.com/requests\")"
    error_message = "An error of either function is an alert."
  }
  assert {
    condition     = google_logging_metric.completes.filter == "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(\"b-planner\" OR \"b-invoker\" OR \"o-planner\" OR \"o-invoker\") AND jsonPayload.message=\"loadgen_complete\""
    error_message = "The completions of all scenarios are counted."
  }
  assert {
    condition     = google_logging_metric.start_lag.value_extractor == "EXTRACT(jsonPayload.start_lag_ms)" && google_logging_metric.start_lag.metric_descriptor[0].value_type == "DISTRIBUTION"
    error_message = "Punctuality is a distribution."
  }
  assert {
    condition     = google_logging_metric.outcomes.label_extractors["outcome"] == "EXTRACT(jsonPayload.outcome)"
    error_message = "Lines are counted by outcome."
  }
  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.this[0].dashboard_json).mosaicLayout.tiles) == 7
    error_message = "The dashboard has its charts."
  }
  assert {
    condition = contains(
      [for tile in jsondecode(google_monitoring_dashboard.this[0].dashboard_json).mosaicLayout.tiles : tile.widget.xyChart.dataSets[0].timeSeriesQuery.prometheusQuery],
      "max by (subscription_id) (pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=~\"b-events|o-events\"})",
    )
    error_message = "One sees how many events are in flight, of each scenario."
  }
}

run "a_dashboard_without_alerts" {
  module { source = "./modules/monitoring" }
  variables {
    name_prefix = "loadgen"
    alert_email = null
    dashboard   = true
    scenarios   = { baseline = { planner = "b-planner", invoker = "b-invoker", events = "b-events", dead_letters = "b-dead-letters", scheduler_job = "b-tick" } }
  }
  assert {
    condition     = length(google_monitoring_notification_channel.email) == 0 && length(google_monitoring_alert_policy.errors) == 0 && length(google_monitoring_dashboard.this) == 1
    error_message = "Without an address there are no alerts."
  }
}

run "secrets" {
  variables {
    scenarios = {
      baseline = {
        experiment_id      = "demo", scenario = "A", fixed_region = "us-east1", auth_mode = "bearer"
        auth_bearer_token  = { secret = "token" }
        extra_headers_json = { secret = "headers", version = "7" }
      }
    }
  }
  assert {
    condition = { for secret in module.scenario["baseline"].services["invoker"].secret_environment_variables : secret.key => "${secret.project_id}/${secret.secret}/${secret.version}" } == {
      AUTH_BEARER_TOKEN = "my-project/token/latest", EXTRA_HEADERS_JSON = "my-project/headers/7"
    }
    error_message = "The invoker's secrets come from Secret Manager."
  }
  assert {
    condition     = length(module.scenario["baseline"].services["planner"].secret_environment_variables) == 0
    error_message = "The planner has no secret."
  }
  assert {
    condition     = alltrue([for service in values(module.scenario["baseline"].services) : !can(service.environment_variables["AUTH_BEARER_TOKEN"]) && !can(service.environment_variables["EXTRA_HEADERS_JSON"])])
    error_message = "No secret is a plain variable."
  }
  assert {
    condition     = can(google_project_service.this["secretmanager.googleapis.com"])
    error_message = "Secret Manager is enabled."
  }
  assert {
    condition     = module.scenario["baseline"].services["invoker"].environment_variables["AUTH_MODE"] == "bearer"
    error_message = "What is given goes over what samples would bring."
  }
}
