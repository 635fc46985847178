# What a scenario consists of.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "time" {}

# Accounts that can be told apart.
override_resource {
  target = google_service_account.this["planner"]
  values = { email = "planner@p.iam.gserviceaccount.com", member = "serviceAccount:planner@p.iam.gserviceaccount.com", name = "projects/p/serviceAccounts/planner" }
}
override_resource {
  target = google_service_account.this["invoker"]
  values = { email = "invoker@p.iam.gserviceaccount.com", member = "serviceAccount:invoker@p.iam.gserviceaccount.com", name = "projects/p/serviceAccounts/invoker" }
}
override_resource {
  target = google_service_account.this["push"]
  values = { email = "push@p.iam.gserviceaccount.com", member = "serviceAccount:push@p.iam.gserviceaccount.com", name = "projects/p/serviceAccounts/push" }
}
override_module {
  target  = module.function["planner"]
  outputs = { name = "loadgen-baseline-planner", region = "us-east1", uri = "https://planner.run.app", service = {} }
}
override_module {
  target  = module.function["invoker"]
  outputs = { name = "loadgen-baseline-invoker", region = "us-east1", uri = "https://invoker.run.app", service = {} }
}
override_resource {
  target = google_pubsub_topic.this["ticks"]
  values = { id = "projects/my-project/topics/loadgen-baseline-ticks" }
}
override_resource {
  target = google_pubsub_topic.this["events"]
  values = { id = "projects/my-project/topics/loadgen-baseline-events" }
}
override_resource {
  target = google_pubsub_topic.this["dead-letters"]
  values = { id = "projects/my-project/topics/loadgen-baseline-dead-letters" }
}

variables {
  project_id = "my-project"
  region     = "us-east1"
  name       = "loadgen-baseline"
  labels     = {}
  build      = { bucket = "source", object = "source.zip", service_account = "projects/p/serviceAccounts/build", repositories = { us-east1 = "repository" } }
  variables  = { EXPERIMENT_ID = "demo", SCENARIO = "A", LOG_GCS_BUCKET = "logs" }
  secrets    = {}
  planner    = { cpu = "0.08", memory = "256Mi", concurrency = 1, min_instances = 0, max_instances = 5 }
  invoker    = { cpu = "1", memory = "512Mi", concurrency = 80, min_instances = 0, max_instances = 10 }
  schedule   = "59 7-17 * * *"
  time_zone  = "America/New_York"
  paused     = false

  pubsub_agent = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com"
}

run "pushes" {
  module { source = "./modules/scenario" }

  assert {
    condition     = alltrue([for push in values(google_pubsub_subscription.push) : push.ack_deadline_seconds == 600])
    error_message = "Pub/Sub waits for an answer as long as it can."
  }
  assert {
    condition     = { for role, push in google_pubsub_subscription.push : role => [push.retry_policy[0].minimum_backoff, push.retry_policy[0].maximum_backoff] } == { planner = ["1s", "8s"], invoker = ["1s", "60s"] }
    error_message = "A tick that is handed back comes again after 1 to 8 s, an event after 1 to 60 s."
  }
  assert {
    condition     = alltrue([for push in values(google_pubsub_subscription.push) : push.dead_letter_policy[0].max_delivery_attempts == 100 && push.dead_letter_policy[0].dead_letter_topic == "projects/my-project/topics/loadgen-baseline-dead-letters"])
    error_message = "A message goes to the dead letters after 100 attempts."
  }
  assert {
    condition     = alltrue([for push in values(google_pubsub_subscription.push) : push.expiration_policy[0].ttl == ""])
    error_message = "A subscription never expires."
  }
  assert {
    condition = (
      google_pubsub_subscription.push["planner"].push_config[0].push_endpoint == "https://planner.run.app/projects/my-project/topics/loadgen-baseline-ticks"
      && google_pubsub_subscription.push["invoker"].push_config[0].push_endpoint == "https://invoker.run.app/projects/my-project/topics/loadgen-baseline-events"
    )
    error_message = "Ticks go to the planner and events to the invoker, with the topic as the path."
  }
  assert {
    condition = alltrue([
      for role, push in google_pubsub_subscription.push :
      push.push_config[0].oidc_token[0].service_account_email == "push@p.iam.gserviceaccount.com" && push.push_config[0].oidc_token[0].audience == "https://${role}.run.app"
    ])
    error_message = "Pushes carry a token of the push account for the function's own address."
  }
  assert {
    condition     = google_pubsub_subscription.dead_letters.message_retention_duration == "2678400s" && google_pubsub_subscription.dead_letters.expiration_policy[0].ttl == "" && google_pubsub_subscription.dead_letters.topic == "projects/my-project/topics/loadgen-baseline-dead-letters"
    error_message = "Dead letters are kept for 31 days."
  }
  assert {
    condition     = { for key, topic in google_pubsub_topic.this : key => topic.name } == { ticks = "loadgen-baseline-ticks", events = "loadgen-baseline-events", dead-letters = "loadgen-baseline-dead-letters" }
    error_message = "The topics have their names."
  }
}

run "schedule" {
  module { source = "./modules/scenario" }

  assert {
    condition     = google_cloud_scheduler_job.tick.schedule == "59 7-17 * * *" && google_cloud_scheduler_job.tick.time_zone == "America/New_York" && !google_cloud_scheduler_job.tick.paused
    error_message = "It ticks when it was told to."
  }
  assert {
    condition     = google_cloud_scheduler_job.tick.pubsub_target[0].topic_name == "projects/my-project/topics/loadgen-baseline-ticks" && base64decode(google_cloud_scheduler_job.tick.pubsub_target[0].data) == "{}"
    error_message = "A tick is an empty object on the topic of ticks."
  }
  assert {
    condition     = google_cloud_scheduler_job.tick.retry_config[0].retry_count == 3
    error_message = "A tick that could not be published is tried again."
  }
}

run "paused" {
  module { source = "./modules/scenario" }
  variables {
    paused = true
  }
  assert {
    condition     = google_cloud_scheduler_job.tick.paused
    error_message = "The scheduler rests."
  }
}

run "permissions" {
  module { source = "./modules/scenario" }

  assert {
    condition = alltrue([
      for topic, grant in google_pubsub_topic_iam_member.planner_publishes : grant.topic == "loadgen-baseline-${topic}"
      && grant.role == "roles/pubsub.publisher" && grant.member == "serviceAccount:planner@p.iam.gserviceaccount.com"
    ]) && keys(google_pubsub_topic_iam_member.planner_publishes) == ["events", "ticks"]
    error_message = "The planner publishes events, and ticks' continuations, and nothing else."
  }
  assert {
    condition = alltrue([
      for role in ["planner", "invoker"] : google_cloud_run_v2_service_iam_member.push[role].name == "loadgen-baseline-${role}"
      && google_cloud_run_v2_service_iam_member.push[role].role == "roles/run.invoker" && google_cloud_run_v2_service_iam_member.push[role].member == "serviceAccount:push@p.iam.gserviceaccount.com"
    ]) && length(google_cloud_run_v2_service_iam_member.push) == 2
    error_message = "The push account calls the two functions."
  }
  assert {
    condition = (
      google_service_account_iam_member.pubsub_signs.service_account_id == "projects/p/serviceAccounts/push" && google_service_account_iam_member.pubsub_signs.role == "roles/iam.serviceAccountOpenIdTokenCreator"
      && google_service_account_iam_member.pubsub_signs.member == var.pubsub_agent
    )
    error_message = "Pub/Sub makes ID tokens of the push account."
  }
  assert {
    condition = (
      google_pubsub_topic_iam_member.pubsub_dead_letters.topic == "loadgen-baseline-dead-letters" && google_pubsub_topic_iam_member.pubsub_dead_letters.role == "roles/pubsub.publisher"
      && google_pubsub_topic_iam_member.pubsub_dead_letters.member == var.pubsub_agent
    )
    error_message = "Pub/Sub publishes dead letters."
  }
  assert {
    condition = alltrue([
      for role in ["planner", "invoker"] : google_pubsub_subscription_iam_member.pubsub_acknowledges[role].subscription == "loadgen-baseline-${role}"
      && google_pubsub_subscription_iam_member.pubsub_acknowledges[role].role == "roles/pubsub.subscriber" && google_pubsub_subscription_iam_member.pubsub_acknowledges[role].member == var.pubsub_agent
    ])
    error_message = "Pub/Sub takes what it dead-letters out of the two subscriptions."
  }
  assert {
    condition = alltrue([
      for role in ["planner", "invoker"] : google_storage_bucket_iam_member.objects[role].bucket == "logs" && google_storage_bucket_iam_member.objects[role].role == "roles/storage.objectUser"
      && google_storage_bucket_iam_member.objects[role].member == "serviceAccount:${role}@p.iam.gserviceaccount.com"
      && google_storage_bucket_iam_member.objects[role].condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/logs/objects/loadgen-logs-state/\") || resource.name.startsWith(\"projects/_/buckets/logs/objects/loadgen-logs/\")"
    ])
    error_message = "Planner and invoker get at logs and state, and at no other object."
  }
  assert {
    condition     = alltrue([for role in ["planner", "invoker"] : google_storage_bucket_iam_member.names[role].bucket == "logs" && google_storage_bucket_iam_member.names[role].role == "roles/storage.legacyBucketReader" && google_storage_bucket_iam_member.names[role].member == "serviceAccount:${role}@p.iam.gserviceaccount.com"])
    error_message = "Planner and invoker are told that an object does not exist."
  }
  assert {
    condition     = length(google_secret_manager_secret_iam_member.invoker) == 0 && length(time_sleep.secrets) == 0
    error_message = "Without secrets there is no grant on any, and nothing to wait for."
  }
}

run "logs_elsewhere" {
  module { source = "./modules/scenario" }
  variables {
    variables = { EXPERIMENT_ID = "demo", SCENARIO = "b", LOG_GCS_BUCKET = "logs", LOG_GCS_PREFIX = "/a \"b\"/", LOG_GCS_OBJECT = "runs/{experiment_id}/{scenario}/{trace_hour}.jsonl" }
  }
  assert {
    condition     = google_storage_bucket_iam_member.objects["invoker"].condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/logs/objects/a \\\"b\\\"-state/\") || resource.name.startsWith(\"projects/_/buckets/logs/objects/runs/demo/B/\")"
    error_message = "The grant covers what a log object's name begins with for certain, and the state; quotes are escaped."
  }
  assert {
    condition     = output.logs == "gs://logs/runs/demo/B/" && output.log_pattern == "gs://logs/runs/demo/B/*"
    error_message = "The logs are where they were told to go."
  }
}

run "one_log_object" {
  module { source = "./modules/scenario" }
  variables {
    variables = { EXPERIMENT_ID = "demo", SCENARIO = "B", LOG_GCS_BUCKET = "logs", LOG_GCS_OBJECT = "all.v1/log.jsonl" }
  }
  assert {
    condition     = endswith(google_storage_bucket_iam_member.objects["planner"].condition[0].expression, "resource.name.startsWith(\"projects/_/buckets/logs/objects/all.v1/log\")")
    error_message = "A run's ID goes before the extension: the grant ends there as well."
  }
}

run "a_workload" {
  module { source = "./modules/scenario" }
  variables {
    workload = { uri = "gs://logs/a \"b\"-workloads/one.yaml#7", reads = "a \"b\"-workloads/" }
  }
  assert {
    condition = (
      google_storage_bucket_iam_member.workload[0].bucket == "logs" && google_storage_bucket_iam_member.workload[0].role == "roles/storage.objectViewer"
      && google_storage_bucket_iam_member.workload[0].member == "serviceAccount:planner@p.iam.gserviceaccount.com"
      && google_storage_bucket_iam_member.workload[0].condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/logs/objects/a \\\"b\\\"-workloads/\")"
    )
    error_message = "The planner reads its workload, and changes nothing there; quotes are escaped."
  }
  assert {
    condition     = { for role, function in local.functions : role => lookup(function.variables, "WORKLOAD_URI", "none") } == { planner = "gs://logs/a \"b\"-workloads/one.yaml#7", invoker = "none" }
    error_message = "The planner alone is told of it."
  }
}

run "a_workload_elsewhere" {
  module { source = "./modules/scenario" }
  variables {
    workload = { uri = "gs://mine/one.yaml" }
  }
  assert {
    condition     = length(google_storage_bucket_iam_member.workload) == 0 && local.functions.planner.variables.WORKLOAD_URI == "gs://mine/one.yaml"
    error_message = "Nothing is granted on a bucket of somebody else."
  }
}

run "what_a_workload_is_filled_with" {
  module { source = "./modules/scenario" }
  variables {
    variables = merge(
      { EXPERIMENT_ID = "demo", SCENARIO = "A", LOG_GCS_BUCKET = "logs" },
      { for name in ["IMAGE_GCS_URI", "VIDEO_GCS_URI", "IMAGE_FORMAT", "IMAGE_QUALITY", "CRYPTO_BITS", "VIDEO_PASSES"] : name => "1" },
    )
  }
  assert {
    condition     = length(setsubtract(keys(var.variables), keys(local.functions.planner.variables))) == 0 && length(google_storage_bucket_iam_member.workload) == 0
    error_message = "The planner has all that is given."
  }
  assert {
    condition     = keys(local.functions.invoker.variables) == ["EVENTS_TOPIC", "EXPERIMENT_ID", "GOOGLE_CLOUD_PROJECT", "LOADGEN_REGION", "LOG_GCS_BUCKET", "SCENARIO"]
    error_message = "What is filled into a workload is none of the invoker's business."
  }
}

run "secrets" {
  module { source = "./modules/scenario" }
  variables {
    secrets = {
      AUTH_BEARER_TOKEN            = { secret = "token", version = "3" }
      DISPATCHER_AUTH_BEARER_TOKEN = { secret = "token", version = "latest" }
      EXTRA_HEADERS_JSON           = { secret = "headers", version = "latest" }
    }
  }
  assert {
    condition     = keys(google_secret_manager_secret_iam_member.invoker) == ["headers", "token"]
    error_message = "A grant on each secret, once."
  }
  assert {
    condition     = length(local.functions.planner.secrets) == 0 && length(google_secret_manager_secret_iam_member.planner) == 0
    error_message = "The planner has none of them."
  }
  assert {
    condition = alltrue([
      for secret in values(google_secret_manager_secret_iam_member.invoker) : secret.role == "roles/secretmanager.secretAccessor" && secret.member == "serviceAccount:invoker@p.iam.gserviceaccount.com" && secret.project == "my-project"
    ])
    error_message = "The invoker, and nobody else, reads the secrets."
  }
  assert {
    condition     = join(" ", keys(time_sleep.secrets[0].triggers)) == "headers token" && time_sleep.secrets[0].create_duration == "180s"
    error_message = "Functions are deployed when the grants hold everywhere."
  }
}

run "a_collector_with_a_secret" {
  module { source = "./modules/scenario" }
  variables {
    variables = { EXPERIMENT_ID = "demo", SCENARIO = "A", LOG_GCS_BUCKET = "logs", OTEL_EXPORTER_OTLP_ENDPOINT = "https://otlp.example/", OTEL_TRACES_SAMPLER_ARG = "0.1" }
    secrets = {
      AUTH_BEARER_TOKEN          = { secret = "token", version = "3" }
      OTEL_EXPORTER_OTLP_HEADERS = { secret = "headers", version = "latest" }
    }
  }
  assert {
    condition = alltrue([
      for role, function in local.functions : function.variables.OTEL_EXPORTER_OTLP_ENDPOINT == "https://otlp.example/" && function.variables.OTEL_TRACES_SAMPLER_ARG == "0.1" && function.variables.GOOGLE_CLOUD_PROJECT == "my-project"
    ])
    error_message = "Planner and invoker export to the same collector, by the same sampler, and know the project of their traces."
  }
  assert {
    condition = { for role, function in local.functions : role => { for variable, secret in function.secrets : variable => "${secret.project} ${secret.secret} ${secret.version}" } } == {
      planner = { OTEL_EXPORTER_OTLP_HEADERS = "my-project headers latest" }
      invoker = { AUTH_BEARER_TOKEN = "my-project token 3", OTEL_EXPORTER_OTLP_HEADERS = "my-project headers latest" }
    }
    error_message = "Both send the collector's headers; the token is the invoker's alone."
  }
  assert {
    condition = alltrue([
      for secret in values(google_secret_manager_secret_iam_member.planner) : secret.role == "roles/secretmanager.secretAccessor" && secret.member == "serviceAccount:planner@p.iam.gserviceaccount.com" && secret.project == "my-project"
    ]) && keys(google_secret_manager_secret_iam_member.planner) == ["headers"] && keys(google_secret_manager_secret_iam_member.invoker) == ["headers", "token"]
    error_message = "The planner reads the one secret, and no token."
  }
  assert {
    condition     = join(", ", keys(time_sleep.secrets[0].triggers)) == "headers, headers of the planner, token"
    error_message = "Functions are deployed when the planner's grant holds everywhere, too."
  }
}

run "long_names" {
  module { source = "./modules/scenario" }
  variables {
    name = "longprefx-agent-emissions-twice"
  }
  assert {
    condition = { for role, account in google_service_account.this : role => account.account_id } == {
      planner = "longprefx-agent-e-${substr(sha256("longprefx-agent-emissions-twice"), 0, 4)}-planner", invoker = "longprefx-agent-e-${substr(sha256("longprefx-agent-emissions-twice"), 0, 4)}-invoker", push = "longprefx-agent-emis-${substr(sha256("longprefx-agent-emissions-twice"), 0, 4)}-push"
    }
    error_message = "An account's ID takes 30 characters: a longer one is cut, and told apart by a hash of the whole."
  }
}

run "time_to_answer" {
  module { source = "./modules/scenario" }
  variables {
    variables = { EXPERIMENT_ID = "demo", SCENARIO = "A", LOG_GCS_BUCKET = "logs", HOLD_MAX_S = "90", TIMEOUT_S = "1", PLAN_WINDOW_S = "60" }
  }
  assert {
    condition     = { for role, size in local.sizes : role => size.timeout_s } == { planner = 600, invoker = 600 }
    error_message = "A push may take as long as Pub/Sub waits for it, whatever the scenario says."
  }
}

run "a_tick_too_far_ahead" {
  module { source = "./modules/scenario" }
  command = plan
  variables {
    schedule = "57 * * * *"
  }
  expect_failures = [google_cloud_scheduler_job.tick]
}

run "a_tick_that_is_ahead_by_all_that_is_allowed" {
  module { source = "./modules/scenario" }
  command = plan
  variables {
    schedule = "58 * * * *"
  }
  assert {
    condition     = google_cloud_scheduler_job.tick.schedule == "58 * * * *"
    error_message = "Two minutes ahead is within TICK_AHEAD_S."
  }
}

run "a_lead_that_is_longer_than_holds" {
  module { source = "./modules/scenario" }
  command = plan
  variables {
    variables = { EXPERIMENT_ID = "demo", SCENARIO = "A", LOG_GCS_BUCKET = "logs", LEAD_S = "61" }
  }
  expect_failures = [check.lead]
}
