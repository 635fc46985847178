# One scenario of one's own, and nothing that is optional.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  scenarios = {
    baseline = {
      experiment_id      = "demo"
      scenario           = "a"
      fixed_region       = "us-east1"
      image_gcs_uri      = "gs://inputs/image.png"
      video_gcs_uri      = "gs://inputs/video.mp4"
      jitter_s           = 7.5
      crypto_bits        = 2048
      dry_run            = true
      function_urls_json = { for id in ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"] : id => { us-east1 = "https://${replace(id, "_", "-")}.example/" } }
      env                = { LEAD_S : " 20 ", IMAGE_FORMAT : "", OTEL_SERVICE_NAME : " " }
    }
  }
}

run "variables" {
  assert {
    condition = module.scenario["baseline"].services["planner"].environment_variables == tomap({
      EXPERIMENT_ID      = "demo"
      SCENARIO           = "a"
      FIXED_REGION       = "us-east1"
      IMAGE_GCS_URI      = "gs://inputs/image.png"
      VIDEO_GCS_URI      = "gs://inputs/video.mp4"
      JITTER_S           = "7.5"
      CRYPTO_BITS        = "2048"
      DRY_RUN            = "true"
      LEAD_S             = "20"
      FUNCTION_URLS_JSON = "{\"api_health_check\":{\"us-east1\":\"https://api-health-check.example/\"},\"crypto_key_gen\":{\"us-east1\":\"https://crypto-key-gen.example/\"},\"image_format_converter\":{\"us-east1\":\"https://image-format-converter.example/\"},\"video_transcoder\":{\"us-east1\":\"https://video-transcoder.example/\"}}"
      LOG_GCS_BUCKET     = "my-project-loadgen-logs"
      EVENTS_TOPIC       = "projects/my-project/topics/loadgen-baseline-events"
      LOADGEN_REGION     = "us-east1"

      GOOGLE_CLOUD_PROJECT = "my-project"
    })
    error_message = "The planner has exactly what was given, the log bucket, the events topic, the region and the project; a blank text is none."
  }
  assert {
    condition = module.scenario["baseline"].services["invoker"].environment_variables == tomap({
      for name, text in module.scenario["baseline"].services["planner"].environment_variables : name => text
      if !contains(["IMAGE_GCS_URI", "VIDEO_GCS_URI", "CRYPTO_BITS"], name)
    })
    error_message = "The invoker has the same variables, without those that only a workload uses."
  }
  assert {
    condition = (
      length(module.samples) == 0 && length(module.monitoring) == 0 && length(google_bigquery_table.logs) == 0 && length(google_cloud_run_v2_service_iam_member.calls_sample) == 0
      && length(google_storage_bucket_object.workload_file) == 0 && length(google_storage_bucket_object.workload_content) == 0
    )
    error_message = "Nothing optional is made unasked."
  }
}

run "log_bucket" {
  assert {
    condition     = google_storage_bucket.logs[0].name == "my-project-loadgen-logs" && output.log_bucket == "my-project-loadgen-logs" && google_storage_bucket.logs[0].location == "us-east1"
    error_message = "The bucket is the project's and the prefix's."
  }
  assert {
    condition     = google_storage_bucket.logs[0].uniform_bucket_level_access && google_storage_bucket.logs[0].public_access_prevention == "enforced"
    error_message = "Nobody outside gets at the logs, and IAM alone decides."
  }
  assert {
    condition     = google_storage_bucket.logs[0].soft_delete_policy[0].retention_duration_seconds == 0
    error_message = "No generation of a log that grows is kept."
  }
  assert {
    condition = (
      length(google_storage_bucket.logs[0].lifecycle_rule) == 2
      && one(google_storage_bucket.logs[0].lifecycle_rule[0].condition).age == 30
      && one(google_storage_bucket.logs[0].lifecycle_rule[0].condition).matches_prefix == tolist(["loadgen-logs-state/"])
      && length(one(google_storage_bucket.logs[0].lifecycle_rule[0].condition).matches_suffix) == 27
      && one(google_storage_bucket.logs[0].lifecycle_rule[0].action).type == "Delete"
    )
    error_message = "What a run needs while it goes on is deleted after a month, logs, manifests and workloads never."
  }
  assert {
    condition = jsonencode([
      for rule in slice(google_storage_bucket.logs[0].lifecycle_rule, 1, 2) : [one(rule.condition).age, one(rule.condition).matches_prefix, one(rule.condition).matches_suffix]
    ]) == jsonencode([[365, ["loadgen-logs-state/"], [".jsonl"]]])
    error_message = "Shards that are left, and may have lines that no log has, are kept for a year."
  }
  assert {
    condition     = google_storage_bucket.logs[0].force_destroy
    error_message = "destroy leaves nothing behind, unless keep_logs says so."
  }
}

run "logs_that_are_kept_for_so_long" {
  variables {
    log_retention_days = 400
    keep_logs          = true
  }
  assert {
    condition = jsonencode([
      for rule in slice(google_storage_bucket.logs[0].lifecycle_rule, 2, 4) : [one(rule.condition).age, one(rule.condition).matches_prefix, one(rule.condition).matches_suffix]
    ]) == jsonencode([[400, ["loadgen-logs/"], null], [400, ["loadgen-logs-state/"], null]])
    error_message = "Logs go after log_retention_days, and manifests and pinned workloads with them."
  }
  assert {
    condition     = !google_storage_bucket.logs[0].force_destroy
    error_message = "With keep_logs, destroy stops at logs."
  }
}

run "logs_that_go_before_their_state" {
  command = plan
  variables {
    log_retention_days = 1
  }
  assert {
    condition     = [for rule in google_storage_bucket.logs[0].lifecycle_rule : one(rule.condition).age] == [30, 365, 1, 30]
    error_message = "No claim goes before state_retention_days, whenever the logs do."
  }
}

run "build" {
  assert {
    condition     = google_project_iam_member.build_reads_copies.condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-123456789012-\")"
    error_message = "Of the project's buckets, the build account reads Cloud Functions' own alone."
  }
  assert {
    condition     = google_project_iam_member.build_reads_copies.role == "roles/storage.objectViewer" && google_project_iam_member.build_logs.role == "roles/logging.logWriter"
    error_message = "In the project, the build account reads sources and writes log entries, and does nothing else."
  }
  assert {
    condition     = google_storage_bucket_iam_member.build_reads.bucket == "my-project-loadgen-source" && google_storage_bucket_iam_member.build_reads.role == "roles/storage.objectViewer"
    error_message = "The build account reads the archive."
  }
  assert {
    condition     = keys(google_artifact_registry_repository_iam_member.build_pushes) == ["us-east1"] && google_artifact_registry_repository_iam_member.build_pushes["us-east1"].role == "roles/artifactregistry.writer"
    error_message = "The build account pushes images to the one repository."
  }
  assert {
    condition     = google_storage_bucket.source.uniform_bucket_level_access && google_storage_bucket.source.public_access_prevention == "enforced"
    error_message = "Nobody outside gets at the source."
  }
  assert {
    condition     = google_storage_bucket_object.source.name == "source-${data.archive_file.source.output_sha256}.zip"
    error_message = "The archive is named by its content."
  }
  assert {
    condition     = alltrue([for service in values(google_project_service.this) : !service.disable_on_destroy])
    error_message = "destroy leaves the project's services as they are."
  }
  assert {
    condition = keys(google_project_service.this) == [
      "artifactregistry.googleapis.com", "cloudbuild.googleapis.com", "cloudfunctions.googleapis.com", "cloudresourcemanager.googleapis.com",
      "cloudscheduler.googleapis.com", "iam.googleapis.com", "logging.googleapis.com", "pubsub.googleapis.com", "run.googleapis.com", "storage.googleapis.com",
    ]
    error_message = "What is used is enabled, and what is not used is not."
  }
}

run "waits" {
  assert {
    condition     = keys(time_sleep.apis) == keys(google_project_service.this) && distinct(values(time_sleep.apis)[*].create_duration) == tolist(["60s"])
    error_message = "Each API has a minute from being enabled to being called."
  }
  assert {
    condition = (
      time_sleep.build_permissions.create_duration == "180s"
      && join(" ", keys(time_sleep.build_permissions.triggers)) == "copies images log sources"
    )
    error_message = "Builds wait until all that the build account may do holds everywhere."
  }
  assert {
    condition     = local.pubsub_agent == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"
    error_message = "Pub/Sub's agent is named by the project's number."
  }
}

run "by_hand" {
  assert {
    condition     = output.scenarios["baseline"].tick == "gcloud pubsub topics publish loadgen-baseline-ticks --project=my-project --message='{}'"
    error_message = "The line publishes a tick of this scenario."
  }
  assert {
    condition     = output.scenarios["baseline"].verify == "dotnet run --project functions/Cli -- verify gs://my-project-loadgen-logs/loadgen-logs/demo/A/"
    error_message = "The line verifies this scenario's logs."
  }
}

run "a_bucket_of_ones_own" {
  variables {
    log_bucket = "my-own-logs"
  }
  assert {
    condition     = length(google_storage_bucket.logs) == 0
    error_message = "No second bucket is made."
  }
  assert {
    condition     = module.scenario["baseline"].services["planner"].environment_variables["LOG_GCS_BUCKET"] == "my-own-logs" && module.scenario["baseline"].logs == "gs://my-own-logs/loadgen-logs/demo/A/"
    error_message = "The logs go to it."
  }
}
