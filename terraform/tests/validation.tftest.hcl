# Every message, each by something that calls for it.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id     = "my-project"
  deploy_samples = { regions = ["us-east1"] }
  scenarios      = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" } }
}

run "nothing_is_wrong" {
  command = plan
  variables {
    scenarios = {
      agent-emissions-2026 = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { JITTER_S : "1e1" } }
      traced = {
        experiment_id               = "demo", scenario = "A", fixed_region = "us-east1"
        otel_exporter_otlp_endpoint = "http://10.0.0.1:4318", otel_exporter_otlp_traces_endpoint = "https://otlp.example/v1/traces"
        otel_traces_sampler         = "traceidratio", otel_traces_sampler_arg = 0.1, otel_exporter_otlp_protocol = "grpc", otel_metrics_exporter = "none"
      }
    }
    name_prefix          = "load-gen2"
    log_retention_days   = 1
    state_retention_days = 8
    alert_email          = "me@example.com"
  }
  assert {
    condition     = length(local.refused) == 0
    error_message = "What is allowed is allowed: ${jsonencode(local.refused)}"
  }
}

run "a_project_that_is_none" {
  command = plan
  variables {
    project_id = "My Project"
  }
  expect_failures = [var.project_id]
}

run "a_region_that_is_none" {
  command = plan
  variables {
    region = "east"
  }
  expect_failures = [var.region]
}

run "a_prefix_that_is_too_long" {
  command = plan
  variables {
    name_prefix = "loadgenerator"
  }
  expect_failures = [var.name_prefix]
}

run "a_prefix_that_ends_in_a_dash" {
  command = plan
  variables {
    name_prefix = "load-"
  }
  expect_failures = [var.name_prefix]
}

run "no_scenarios" {
  command = plan
  variables {
    scenarios = {}
  }
  expect_failures = [var.scenarios]
}

run "a_scenario_with_capitals" {
  command = plan
  variables {
    scenarios = { Baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" } }
  }
  expect_failures = [var.scenarios]
}

run "a_scenario_with_a_name_too_long" {
  command = plan
  variables {
    scenarios = { a23456789012345678901 = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" } }
  }
  expect_failures = [var.scenarios]
}

run "a_scenario_with_a_name_of_one_letter" {
  command = plan
  variables {
    scenarios = { a = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" } }
  }
  expect_failures = [var.scenarios]
}

run "an_unknown_name_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { JITTER : "1" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_name_in_lower_case_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { jitter_s : "1" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_setting_of_the_deployment_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { SCHEDULE : "* * * * *" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_variable_named_both_ways" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", jitter_s = 1, env = { JITTER_S : "1" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_token_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { AUTH_BEARER_TOKEN : "abc" } } }
  }
  expect_failures = [var.scenarios]
}

run "the_dispatchers_headers_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { DISPATCHER_EXTRA_HEADERS_JSON : "{}" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_collectors_headers_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { OTEL_EXPORTER_OTLP_HEADERS : "api-key=abc" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_collectors_headers_with_a_path" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", otel_exporter_otlp_headers = { secret = "projects/p/secrets/headers" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_name_of_OpenTelemetrys_that_the_functions_do_not_read" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { OTEL_LOGS_EXPORTER : "otlp" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_secret_with_a_path" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", auth_bearer_token = { secret = "projects/p/secrets/token" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_secret_with_a_version_that_is_none" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", extra_headers_json = { secret = "headers", version = "newest" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_peak_of_nothing" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", peak_events_per_second = 0 } }
  }
  expect_failures = [var.scenarios]
}

run "a_peak_beyond_Pub_Sub" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", peak_events_per_second = 3001 } }
  }
  expect_failures = [var.scenarios]
}

run "a_peak_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { PEAK_EVENTS_PER_SECOND : "10" } } }
  }
  expect_failures = [var.scenarios]
}

run "logs_among_the_state" {
  command = plan
  variables {
    scenarios = {
      one = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", log_gcs_prefix = "/logs/" }
      two = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", log_gcs_prefix = "logs-state/mine" }
    }
  }
  assert {
    condition     = local.refused == ["scenarios[\"two\"]: LOG_GCS_PREFIX: found 'logs-state/mine'; allowed: none that begins with logs-state/ or logs-state/mine-state/, where the state lies"]
    error_message = "No lifecycle rule deletes a log: ${jsonencode(local.refused)}"
  }
  expect_failures = [output.planned_variables]
}

run "samples_nowhere" {
  command = plan
  variables {
    deploy_samples = { regions = [] }
  }
  expect_failures = [var.deploy_samples]
}

run "samples_in_a_region_that_is_none" {
  command = plan
  variables {
    deploy_samples = { regions = ["us-east1", "mars"] }
  }
  expect_failures = [var.deploy_samples]
}

run "samples_with_a_variable_that_is_none_of_theirs" {
  command = plan
  variables {
    deploy_samples = { regions = ["us-east1"], env = { JITTER_S : "1" } }
  }
  expect_failures = [var.deploy_samples]
}

run "samples_with_headers_in_env" {
  command = plan
  variables {
    deploy_samples = { regions = ["us-east1"], env = { OTEL_EXPORTER_OTLP_HEADERS : "api-key=abc" } }
  }
  expect_failures = [var.deploy_samples]
}

run "samples_with_a_secret_with_a_path" {
  command = plan
  variables {
    deploy_samples = { regions = ["us-east1"], otel_exporter_otlp_headers = { secret = "projects/p/secrets/headers" } }
  }
  expect_failures = [var.deploy_samples]
}

run "logs_kept_for_no_day" {
  command = plan
  variables {
    log_retention_days = 0
  }
  expect_failures = [var.log_retention_days]
}

run "logs_kept_for_half_a_day" {
  command = plan
  variables {
    log_retention_days = 1.5
  }
  expect_failures = [var.log_retention_days]
}

run "state_that_goes_before_its_messages" {
  command = plan
  variables {
    state_retention_days = 7
  }
  expect_failures = [var.state_retention_days]
}

run "an_address_that_is_none" {
  command = plan
  variables {
    alert_email = "me"
  }
  expect_failures = [var.alert_email]
}

run "a_topic_in_env" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { EVENTS_TOPIC : "events" } } }
  }
  expect_failures = [var.scenarios]
}

run "a_number_out_of_its_range" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", jitter_s = 3600 } }
  }
  expect_failures = [output.planned_variables]
}

run "a_number_that_is_none" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { LEAD_S : "soon" } } }
  }
  expect_failures = [output.planned_variables]
}

run "a_hold_and_a_call_that_are_too_long_together" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", hold_max_s = 300, timeout_s = 271 } }
  }
  expect_failures = [output.planned_variables]
}

run "an_experiment_that_is_missing" {
  command = plan
  variables {
    scenarios = { baseline = { scenario = "A", fixed_region = "us-east1" } }
  }
  expect_failures = [output.planned_variables]
}

run "a_scenario_that_is_none" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "D" } }
  }
  expect_failures = [output.planned_variables]
}

run "a_region_without_samples" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "europe-west1" } }
  }
  expect_failures = [output.planned_variables]
}

run "no_region" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A" } }
  }
  expect_failures = [output.planned_variables]
}

run "no_targets" {
  command = plan
  variables {
    deploy_samples = null
    scenarios      = { green = { experiment_id = "demo", scenario = "B", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v" } }
  }
  expect_failures = [output.planned_variables]
}

run "no_dispatcher" {
  command = plan
  variables {
    deploy_samples = null
    scenarios      = { agent = { experiment_id = "demo", scenario = "C", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v" } }
  }
  expect_failures = [output.planned_variables]
}

run "no_inputs" {
  command = plan
  variables {
    deploy_samples = null
    scenarios      = { agent = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/" } }
  }
  assert {
    condition = local.refused == [
      for name in ["IMAGE_GCS_URI", "VIDEO_GCS_URI"] : "scenarios[\"agent\"]: ${name}: found nothing; allowed: gs://bucket/object"
    ]
    error_message = "The built-in workload needs both: ${jsonencode(local.refused)}"
  }
  expect_failures = [output.planned_variables]
}

# All that is wrong is said at once, and a URL is not repeated.
run "messages" {
  command = plan
  variables {
    deploy_samples = null
    scenarios = {
      one = { experiment_id = "a b", scenario = "b", image_gcs_uri = "gs://inputs/image", video_gcs_uri = "inputs/video", jitter_s = -1, otel_traces_sampler_arg = 1.5 }
      two = { scenario = "C", image_gcs_uri = "gs://inputs/", video_gcs_uri = "gs://inputs/v", dispatcher_url = "user:secret@x.example/", otel_traces_exporter = "jaeger", otel_exporter_otlp_endpoint = "https://user:secret@x.example/" }
    }
  }
  assert {
    condition = local.refused == [
      "scenarios[\"one\"]: EXPERIMENT_ID: found 'a b'; allowed: 1–128 of letters, digits, . _ -",
      "scenarios[\"one\"]: VIDEO_GCS_URI: found 'inputs/video'; allowed: gs://bucket/object",
      "scenarios[\"one\"]: FUNCTION_URLS_JSON: found none; allowed: an object, function → region → URL",
      "scenarios[\"one\"]: JITTER_S: found '-1'; allowed: 0–3599",
      "scenarios[\"one\"]: OTEL_TRACES_SAMPLER_ARG: found '1.5'; allowed: 0–1",
      "scenarios[\"two\"]: EXPERIMENT_ID: found nothing; allowed: 1–128 of letters, digits, . _ -",
      "scenarios[\"two\"]: IMAGE_GCS_URI: found 'gs://inputs/'; allowed: gs://bucket/object",
      "scenarios[\"two\"]: DISPATCHER_URL: found none; allowed: an absolute http(s) URL",
      "scenarios[\"two\"]: OTEL_TRACES_EXPORTER: found 'jaeger'; allowed: otlp, none",
      "scenarios[\"two\"]: OTEL_EXPORTER_OTLP_ENDPOINT: found none; allowed: an absolute http(s) URL without user info, query and fragment",
    ]
    error_message = "Every message names the variable, what was found and what is allowed: ${jsonencode(local.refused)}"
  }
  expect_failures = [output.planned_variables]
}
