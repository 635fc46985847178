# Workloads of one's own: what is uploaded, who reads it, and what is refused.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  scenarios = {
    agent = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", workload = "examples/keys.yaml" }
  }
}

run "a_file" {
  assert {
    condition = { for uri, object in google_storage_bucket_object.workload_file : uri => [object.bucket, object.name, object.source, object.content_type] } == {
      "gs://my-project-loadgen-logs/loadgen-logs-workloads/${filesha256("examples/keys.yaml")}.yaml" = [
        "my-project-loadgen-logs", "loadgen-logs-workloads/${filesha256("examples/keys.yaml")}.yaml", "examples/keys.yaml", "application/yaml",
      ]
    }
    error_message = "The file is uploaded beside the logs, named by its content."
  }
  assert {
    condition     = module.scenario["agent"].services["planner"].environment_variables["WORKLOAD_URI"] == "gs://my-project-loadgen-logs/loadgen-logs-workloads/${filesha256("examples/keys.yaml")}.yaml#1768914000123456"
    error_message = "The planner reads this very generation of it."
  }
  assert {
    condition     = !can(module.scenario["agent"].services["invoker"].environment_variables["WORKLOAD_URI"])
    error_message = "The invoker has nothing to do with it."
  }
  assert {
    condition     = output.planned_variables.agent.WORKLOAD_URI == "terraform/examples/keys.yaml"
    error_message = "`loadgen plan` is asked about the file, from the repository's root."
  }
  assert {
    condition     = !anytrue([for name in ["IMAGE_GCS_URI", "VIDEO_GCS_URI"] : can(output.planned_variables.agent[name])])
    error_message = "A workload of one's own may do without image and video."
  }
  assert {
    condition     = alltrue([for rule in google_storage_bucket.logs[0].lifecycle_rule : !anytrue([for start in one(rule.condition).matches_prefix : startswith("loadgen-logs-workloads/", start)])])
    error_message = "No lifecycle rule deletes a workload."
  }
}

run "what_is_shared" {
  variables {
    scenarios = {
      for key, workload in {
        a-file  = "examples/keys.yaml", the-same = " examples/../examples/keys.yaml ", json-file = "${abspath("tests")}/keys.json",
        content = "workload: 1\nname: a\n", the-same-2 = "workload: 1\nname: a\n", indented = "  workload: 1\n  name: a\n", json = " {\"workload\":1}"
      } : key => { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", env = { WORKLOAD_URI : workload } }
    }
  }
  assert {
    condition = tolist(keys(google_storage_bucket_object.workload_file)) == sort([
      for path in ["examples/keys.yaml", "tests/keys.json"] : "gs://my-project-loadgen-logs/loadgen-logs-workloads/${filesha256(path)}.${split(".", path)[1]}"
    ])
    error_message = "Scenarios share a file, by whatever path it is named."
  }
  assert {
    condition = { for object in google_storage_bucket_object.workload_content : object.name => [object.content, object.content_type] } == {
      "loadgen-logs-workloads/content-${sha256("workload: 1\nname: a\n")}.yaml"     = ["workload: 1\nname: a\n", "application/yaml"]
      "loadgen-logs-workloads/content-${sha256("  workload: 1\n  name: a\n")}.yaml" = ["  workload: 1\n  name: a\n", "application/yaml"]
      "loadgen-logs-workloads/content-${sha256(" {\"workload\":1}")}.json"          = [" {\"workload\":1}", "application/json"]
    }
    error_message = "Scenarios share a content, which is uploaded to the last blank; one that begins with a brace is JSON."
  }
  assert {
    condition     = module.scenario["the-same"].services["planner"].environment_variables["WORKLOAD_URI"] == module.scenario["a-file"].services["planner"].environment_variables["WORKLOAD_URI"]
    error_message = "Both planners read the one object."
  }
  assert {
    condition     = output.planned_variables.indented.WORKLOAD_URI == "  workload: 1\n  name: a\n" && output.planned_variables.json-file.WORKLOAD_URI == abspath("tests/keys.json")
    error_message = "`loadgen plan` is asked about the content, or the file where it lies."
  }
}

run "logs_elsewhere" {
  variables {
    scenarios = {
      agent = {
        experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/"
        workload      = "examples/keys.yaml", log_gcs_bucket = "my-own-logs", log_gcs_prefix = "/elsewhere/"
      }
    }
  }
  assert {
    condition     = keys(google_storage_bucket_object.workload_file) == ["gs://my-own-logs/elsewhere-workloads/${filesha256("examples/keys.yaml")}.yaml"]
    error_message = "A workload goes where its scenario's logs go."
  }
}

run "uris" {
  variables {
    scenarios = {
      for key, workload in { other = "gs://mine/days/one.yaml#1768914000123456", latest = " gs://mine/days/one.yaml ", none = " " } : key => {
        experiment_id              = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v", workload = workload
      }
    }
  }
  assert {
    condition = { for key, scenario in module.scenario : key => lookup(scenario.services["planner"].environment_variables, "WORKLOAD_URI", "none") } == {
      other = "gs://mine/days/one.yaml#1768914000123456", latest = "gs://mine/days/one.yaml", none = "none"
    }
    error_message = "A URI is taken as it is; a blank text is none."
  }
  assert {
    condition     = output.planned_variables.other.WORKLOAD_URI == "gs://mine/days/one.yaml#1768914000123456"
    error_message = "`loadgen plan` is asked about the object."
  }
  assert {
    condition     = length(google_storage_bucket_object.workload_file) == 0 && length(google_storage_bucket_object.workload_content) == 0
    error_message = "What is in Cloud Storage already is not uploaded."
  }
}

run "who_reads_what" {
  command = plan
  variables {
    scenarios = {
      for key, workload in {
        file = "examples/keys.yaml", content = "{}", beside = "gs://my-project-loadgen-logs/days/one#2.yaml#7", other = "gs://my-project-loadgen-logs-2/days/one.yaml", built-in = null
        } : key => {
        experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v", workload = workload
      }
    }
  }
  assert {
    condition = jsonencode({ for key, workload in local.workloads : key => workload.reads }) == jsonencode({
      file = "loadgen-logs-workloads/", content = "loadgen-logs-workloads/", beside = "days/one#2.yaml", other = null
    })
    error_message = "A planner reads in the logs' bucket what is uploaded, or what is named there."
  }
}

run "samples" {
  command = plan
  variables {
    deploy_samples = { regions = ["us-east1", "europe-north2", "europe-west1"] }
    scenarios = {
      baseline     = { experiment_id = "demo", scenario = "A", fixed_region = "us-east1", workload = "examples/keys.yaml" }
      static-green = { experiment_id = "demo", scenario = "B", workload = "examples/keys.yaml" }
    }
  }
  assert {
    condition = sort([for call in values(google_cloud_run_v2_service_iam_member.calls_sample) : "${call.name} ${call.location}"]) == sort(flatten([
      for id in ["api-health-check", "crypto-key-gen", "image-format-converter", "video-transcoder"] : [
        for region in ["us-east1", "europe-north2", "europe-west1"] : "loadgen-sample-${id} ${region}"
      ]
    ]))
    error_message = "In A an invoker calls the samples of its region, in B those of both that a workload may lead to."
  }
}

run "samples_in_one_region" {
  command = plan
  variables {
    deploy_samples = { regions = ["europe-west1"] }
    scenarios      = { static-green = { experiment_id = "demo", scenario = "B", workload = "examples/keys.yaml" } }
  }
  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.calls_sample) == 4
    error_message = "In one region each sample is granted once."
  }
}

run "messages" {
  command = plan
  variables {
    scenarios = {
      for key, workload in {
        a-folder = "examples", no-file = "mine.yaml", no-object = "gs://mine", no-bucket = "gs:///one.yaml", too-large = format("{%67108864s", "")
        } : key => {
        experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", workload = workload
      }
    }
  }
  assert {
    condition = local.refused == [
      "scenarios[\"a-folder\"]: workload (WORKLOAD_URI): found 'examples', which is no file in ${abspath(".")}; allowed: the path of a file from there, a workload's content, or gs://bucket/object",
      "scenarios[\"no-bucket\"]: workload (WORKLOAD_URI): found 'gs:///one.yaml'; allowed: gs://bucket/object, or gs://bucket/object#generation",
      "scenarios[\"no-file\"]: workload (WORKLOAD_URI): found 'mine.yaml', which is no file in ${abspath(".")}; allowed: the path of a file from there, a workload's content, or gs://bucket/object",
      "scenarios[\"no-object\"]: workload (WORKLOAD_URI): found 'gs://mine'; allowed: gs://bucket/object, or gs://bucket/object#generation",
      "scenarios[\"too-large\"]: workload (WORKLOAD_URI): found a content of 67108865 bytes; allowed: at most 67108864 bytes, which is 64 MiB",
    ]
    error_message = "Every message names the setting, what was found and what is allowed: ${jsonencode(local.refused)}"
  }
  expect_failures = [output.planned_variables]
}

run "an_image_that_is_none" {
  command = plan
  variables {
    scenarios = { agent = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", workload = "examples/keys.yaml", image_gcs_uri = "image.png" } }
  }
  expect_failures = [output.planned_variables]
}

run "given_twice" {
  command = plan
  variables {
    scenarios = { agent = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", workload = "examples/keys.yaml", env = { WORKLOAD_URI : "gs://mine/one.yaml" } } }
  }
  expect_failures = [var.scenarios]
}

run "the_attributes_name_in_env" {
  command = plan
  variables {
    scenarios = { agent = { experiment_id = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", env = { WORKLOAD : "gs://mine/one.yaml" } } }
  }
  expect_failures = [var.scenarios]
}
