# Three scenarios at once, aimed at samples.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id     = "my-project"
  deploy_samples = { regions = ["us-east1", "europe-north2", "europe-west1"] }
  scenarios = {
    baseline        = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1" }
    static-green    = { experiment_id = "demo", scenario = "B" }
    agent-emissions = { experiment_id = "demo", scenario = "C" }
  }
}

run "three_scenarios" {
  assert {
    condition     = keys(output.scenarios) == ["agent-emissions", "baseline", "static-green"]
    error_message = "Each scenario is deployed."
  }
  assert {
    condition = { for key, scenario in output.scenarios : key => [scenario.planner.name, scenario.invoker.name, scenario.dead_letters, scenario.scheduler_job] } == {
      for key in ["agent-emissions", "baseline", "static-green"] : key => ["loadgen-${key}-planner", "loadgen-${key}-invoker", "loadgen-${key}-dead-letters", "loadgen-${key}-tick"]
    }
    error_message = "Each has names of its own."
  }
  assert {
    condition = alltrue([
      for key, scenario in module.scenario : scenario.services["planner"].environment_variables["EVENTS_TOPIC"] == "projects/my-project/topics/loadgen-${key}-events"
    ])
    error_message = "Each has its own events."
  }
  assert {
    condition = alltrue([
      for scenario in values(module.scenario) : scenario.services["planner"].max_instance_request_concurrency == 1 && scenario.services["planner"].available_cpu == "0.08"
      && scenario.services["planner"].available_memory == "256Mi" && scenario.services["planner"].timeout_seconds == 600 && scenario.services["planner"].min_instance_count == 0
    ])
    error_message = "The planner is as small as it can be."
  }
  assert {
    condition = alltrue([
      for scenario in values(module.scenario) : scenario.services["invoker"].max_instance_request_concurrency == 80 && scenario.services["invoker"].available_cpu == "1"
      && scenario.services["invoker"].available_memory == "512Mi" && scenario.services["invoker"].timeout_seconds == 600 && scenario.services["invoker"].min_instance_count == 0
    ])
    error_message = "The invoker holds many messages on one CPU."
  }
  assert {
    condition     = alltrue(flatten([for scenario in values(module.scenario) : [for service in values(scenario.services) : service.ingress_settings == "ALLOW_INTERNAL_ONLY"]]))
    error_message = "Planner and invoker are reached from inside alone."
  }
}

run "wiring" {
  assert {
    condition = alltrue([
      for key in ["baseline", "static-green", "agent-emissions"] : jsondecode(module.scenario[key].services["invoker"].environment_variables["FUNCTION_URLS_JSON"]) == {
        for id in ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"] : id => { for region in ["us-east1", "europe-north2", "europe-west1"] : region => "https://function.run.app" }
      }
    ])
    error_message = "Every sample in every region is mapped."
  }
  assert {
    condition     = alltrue([for scenario in values(module.scenario) : scenario.services["invoker"].environment_variables["AUTH_MODE"] == "oidc"])
    error_message = "Samples let in nobody without an ID token."
  }
  assert {
    condition     = module.scenario["agent-emissions"].services["invoker"].environment_variables["DISPATCHER_URL"] == "https://function.run.app" && !can(module.scenario["baseline"].services["invoker"].environment_variables["DISPATCHER_URL"])
    error_message = "C calls the dispatcher, and only C."
  }
  assert {
    condition = alltrue([
      for scenario in values(module.scenario) : scenario.services["planner"].environment_variables["IMAGE_GCS_URI"] == "gs://my-project-loadgen-samples/inputs/image"
      && scenario.services["planner"].environment_variables["VIDEO_GCS_URI"] == "gs://my-project-loadgen-samples/inputs/video"
    ])
    error_message = "There are an image and a video to work on."
  }
  assert {
    condition     = keys(google_artifact_registry_repository.functions) == ["europe-north2", "europe-west1", "us-east1"]
    error_message = "Each region has its repository."
  }
}

run "what_is_planned_before_any_address_is_known" {
  command = plan
  assert {
    condition = { for key, variables in output.planned_variables : key => [variables.EVENTS_TOPIC, variables.LOADGEN_REGION, try(variables.DISPATCHER_URL, null)] } == {
      baseline        = ["projects/my-project/topics/loadgen-baseline-events", "us-east1", null]
      static-green    = ["projects/my-project/topics/loadgen-static-green-events", "us-east1", null]
      agent-emissions = ["projects/my-project/topics/loadgen-agent-emissions-events", "us-east1", "https://sample.invalid/"]
    }
    error_message = "Every scenario's variables are known to the plan."
  }
  assert {
    condition     = jsondecode(output.planned_variables.baseline.FUNCTION_URLS_JSON).crypto_key_gen.europe-west1 == "https://sample.invalid/"
    error_message = "Placeholders are where the samples' addresses will be."
  }
}

run "who_calls_what" {
  assert {
    condition = { for key, call in google_cloud_run_v2_service_iam_member.calls_sample : key => "${call.name} ${call.location} ${call.role}" } == {
      "baseline/api_health_check"           = "loadgen-sample-api-health-check us-east1 roles/run.invoker"
      "baseline/crypto_key_gen"             = "loadgen-sample-crypto-key-gen us-east1 roles/run.invoker"
      "baseline/image_format_converter"     = "loadgen-sample-image-format-converter us-east1 roles/run.invoker"
      "baseline/video_transcoder"           = "loadgen-sample-video-transcoder us-east1 roles/run.invoker"
      "static-green/api_health_check"       = "loadgen-sample-api-health-check europe-north2 roles/run.invoker"
      "static-green/crypto_key_gen"         = "loadgen-sample-crypto-key-gen europe-north2 roles/run.invoker"
      "static-green/image_format_converter" = "loadgen-sample-image-format-converter europe-north2 roles/run.invoker"
      "static-green/video_transcoder"       = "loadgen-sample-video-transcoder europe-west1 roles/run.invoker"
    }
    error_message = "An invoker calls the samples that the routing rules lead to, and no other."
  }
  assert {
    condition     = keys(google_cloud_run_v2_service_iam_member.calls_sample_dispatcher) == ["agent-emissions"] && google_cloud_run_v2_service_iam_member.calls_sample_dispatcher["agent-emissions"].name == "loadgen-sample-dispatcher"
    error_message = "C's invoker calls the dispatcher."
  }
}

run "targets_of_ones_own" {
  variables {
    scenarios = {
      baseline = {
        experiment_id      = "demo", scenario = "A", fixed_region = "mars"
        function_urls_json = { for id in ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"] : id => { mars = "https://mars.example/" } }
      }
      agent-emissions = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/" }
    }
  }
  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.calls_sample) == 0 && length(google_cloud_run_v2_service_iam_member.calls_sample_dispatcher) == 0 && module.samples[0].dispatcher == null
    error_message = "Whoever has targets of their own calls no sample."
  }
  assert {
    condition     = alltrue([for scenario in values(module.scenario) : !can(scenario.services["invoker"].environment_variables["AUTH_MODE"])])
    error_message = "Targets of one's own are called as one says."
  }
  assert {
    condition     = module.scenario["agent-emissions"].services["invoker"].environment_variables["DISPATCHER_URL"] == "https://dispatcher.example/"
    error_message = "A dispatcher of one's own is called."
  }
}

run "samples_that_are_traced" {
  variables {
    deploy_samples = {
      regions                    = ["us-east1"]
      env                        = { OTEL_EXPORTER_OTLP_ENDPOINT : " https://otlp.example/ ", OTEL_TRACES_SAMPLER : "" }
      otel_exporter_otlp_headers = { secret = "headers" }
    }
  }
  assert {
    condition     = local.sample_env == { OTEL_EXPORTER_OTLP_ENDPOINT = "https://otlp.example/" } && local.sample_secrets.OTEL_EXPORTER_OTLP_HEADERS == { secret = "headers", version = "latest" }
    error_message = "Samples are told of the collector; a blank text is none."
  }
  assert {
    condition     = contains(keys(google_project_service.this), "secretmanager.googleapis.com")
    error_message = "A secret of the samples' takes Secret Manager."
  }
  assert {
    condition     = alltrue([for scenario in values(module.scenario) : !can(scenario.services["invoker"].environment_variables["OTEL_EXPORTER_OTLP_ENDPOINT"])])
    error_message = "What samples are told is none of the scenarios' business."
  }
}

run "the_samples_themselves" {
  module { source = "./modules/samples" }
  variables {
    project_id        = "my-project"
    variables         = { OTEL_TRACES_SAMPLER = "traceidratio" }
    secrets           = { OTEL_EXPORTER_OTLP_HEADERS = { secret = "headers", version = "2" } }
    name_prefix       = "loadgen"
    region            = "us-east1"
    regions           = ["us-east1", "europe-west1"]
    functions         = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"]
    media_bucket      = "media"
    deploy_dispatcher = true
    labels            = {}
    build             = { bucket = "source", object = "source.zip", service_account = "projects/p/serviceAccounts/build", repositories = { us-east1 = "here", europe-west1 = "there" } }
  }
  assert {
    condition     = length(google_service_account.function) == 4 && length(google_service_account.dispatcher) == 1
    error_message = "Each sample has an account of its own."
  }
  assert {
    condition     = keys(google_cloud_run_v2_service_iam_member.dispatcher_calls) == keys(local.deployed) && length(local.deployed) == 8 && alltrue([for call in values(google_cloud_run_v2_service_iam_member.dispatcher_calls) : call.role == "roles/run.invoker"])
    error_message = "The dispatcher calls every sample."
  }
  assert {
    condition     = module.dispatcher[0].service.environment_variables["DISPATCHER_AUTH_MODE"] == "oidc" && jsondecode(module.dispatcher[0].service.environment_variables["FUNCTION_URLS_JSON"]) == output.urls
    error_message = "The dispatcher knows every sample, and calls it with a token."
  }
  assert {
    condition     = [for name in ["GOOGLE_CLOUD_PROJECT", "OTEL_TRACES_SAMPLER"] : module.dispatcher[0].service.environment_variables[name]] == ["my-project", "traceidratio"]
    error_message = "The dispatcher is traced as the samples are."
  }
  assert {
    condition = alltrue([
      for service in concat([module.dispatcher[0].service], [for key in keys(local.deployed) : module.function[key].service]) : one(service.secret_environment_variables) == {
        key = "OTEL_EXPORTER_OTLP_HEADERS", project_id = "my-project", secret = "headers", version = "2"
      }
    ])
    error_message = "All of them are given the collector's headers."
  }
  assert {
    condition = { for reader, grant in google_secret_manager_secret_iam_member.reads : reader => "${grant.role} ${grant.secret_id}" } == {
      for name in concat(var.functions, ["dispatcher"]) : "${name}/OTEL_EXPORTER_OTLP_HEADERS" => "roles/secretmanager.secretAccessor headers"
    } && length(setsubtract(keys(google_secret_manager_secret_iam_member.reads), keys(time_sleep.secrets[0].triggers))) == 0
    error_message = "Each of them may read that secret, and is deployed when it may."
  }
  assert {
    condition = alltrue([
      for key, sample in local.deployed : module.function[key].service.environment_variables == tomap({ LOADGEN_REGION = sample.region, GOOGLE_CLOUD_PROJECT = "my-project", OTEL_TRACES_SAMPLER = "traceidratio" })
    ])
    error_message = "Each sample knows where it runs, for its log, and what is traced."
  }
  assert {
    condition     = { for id, grant in google_storage_bucket_iam_member.reads : id => "${grant.role} ${grant.condition[0].expression}" } == { for id, object in { image_format_converter = "image", video_transcoder = "video" } : id => "roles/storage.objectViewer resource.name == \"projects/_/buckets/media/objects/inputs/${object}\"" }
    error_message = "A sample reads its one input."
  }
  assert {
    condition     = alltrue([for grant in values(google_storage_bucket_iam_member.writes) : grant.role == "roles/storage.objectUser" && grant.condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/media/objects/inputs/results/\")"]) && length(google_storage_bucket_iam_member.writes) == 2
    error_message = "A sample writes results, and nothing else."
  }
  assert {
    condition     = { for id, object in google_storage_bucket_object.media : id => length(object.content) } == { image_format_converter = 32768, video_transcoder = 131072 }
    error_message = "The image has 32 KiB, the video 128 KiB."
  }
  assert {
    condition     = google_storage_bucket.media.uniform_bucket_level_access && google_storage_bucket.media.public_access_prevention == "enforced"
    error_message = "Nobody outside gets at the media."
  }
}
