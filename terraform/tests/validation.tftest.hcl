# Every message, each by something that calls for it.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "google-beta" { source = "./tests/mocks" }
mock_provider "archive" {}

variables {
  project_id        = "my-project"
  iam_propagation_s = 0
  deploy_samples    = { regions = ["us-east1"] }
  scenarios         = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" } }
}

run "nothing_is_wrong" {
  command = plan
  variables {
    scenarios            = { agent-emissions-2026 = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", env = { EVENTS_TOPIC : "projects/my-project/topics/load-gen2-agent-emissions-2026-events", JITTER_S : "3" } } }
    name_prefix          = "load-gen2"
    log_retention_days   = 1
    state_retention_days = 8
    iam_propagation_s    = 600
    alert_email          = "me@example.com"
  }
  assert {
    condition     = length(module.configuration["agent-emissions-2026"].problems) == 0
    error_message = "What is allowed is allowed."
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

run "a_wait_without_end" {
  command = plan
  variables {
    iam_propagation_s = 601
  }
  expect_failures = [var.iam_propagation_s]
}

run "a_variable_that_the_functions_would_refuse" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", jitter_s = 3600 } }
  }
  expect_failures = [output.scenarios]
}

run "a_variable_that_is_missing" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo" } }
  }
  expect_failures = [output.scenarios]
}

run "a_region_without_samples" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "europe-west1" } }
  }
  expect_failures = [output.scenarios]
}

run "a_topic_that_is_not_the_scenarios" {
  command = plan
  variables {
    scenarios = { baseline = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", events_topic = "projects/my-project/topics/mine" } }
  }
  expect_failures = [output.scenarios]
}

# What a message says: the variable, what was found, and what is allowed.
run "messages" {
  module { source = "./modules/configuration" }
  command = plan
  variables {
    events_topic = "projects/p/topics/events"
    variables    = { SCENARIO = "D", EXPERIMENT_ID = "a b", JITTER_S = "-1", EVENTS_TOPIC = "projects/p/topics/mine", IMAGE_GCS_URI = "gs://abc/d", VIDEO_GCS_URI = "gs://abc/d" }
  }
  assert {
    condition = output.messages == tolist([
      "EVENTS_TOPIC: found 'projects/p/topics/mine'; allowed: projects/p/topics/events, which Terraform makes; it need not be given",
      "EXPERIMENT_ID: found 'a b'; allowed: 1–128 of letters, digits, . _ -",
      "SCENARIO: found 'D'; allowed: A, B or C",
      "JITTER_S: found '-1'; allowed: a number of seconds, 0–3599",
    ])
    error_message = "Every message names the variable, what was found and what is allowed: ${jsonencode(output.messages)}"
  }
}

run "secret_parts_of_urls" {
  module { source = "./modules/configuration" }
  command = plan
  variables {
    variables = { EXPERIMENT_ID = "a", SCENARIO = "C", IMAGE_GCS_URI = "gs://abc/d", VIDEO_GCS_URI = "gs://abc/d", EVENTS_TOPIC = "projects/p/topics/events", DISPATCHER_URL = "https://user:secret@x.example/?key=secret" }
  }
  assert {
    condition     = output.messages == tolist(["DISPATCHER_URL: found 'https://x.example/'; allowed: an absolute http(s) URL without user info"])
    error_message = "A message repeats no secret: ${jsonencode(output.messages)}"
  }
}
