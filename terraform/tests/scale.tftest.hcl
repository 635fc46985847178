# What follows from peak_events_per_second, and what does not.

mock_provider "google" { source = "./tests/mocks" }
mock_provider "archive" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  scenarios = {
    for name, peak in {
      none = null, p0-1 = 0.1, p5 = 5, p10 = 10, p50 = 50, p100 = 100, p250 = 250, p251 = 251, p278 = 278, p500 = 500, p1000 = 1000, p1375 = 1375
      } : name => {
      experiment_id          = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v"
      peak_events_per_second = peak
    }
  }
}

# AgreementTests reads these rows: `loadgen workload show` counts its costs by the same.
run "sizes" {
  assert {
    condition = {
      for key, scenario in module.scenario : key => join(", ", concat([lookup(scenario.services["planner"].environment_variables, "LEAD_S", "10")], flatten([
        for role in ["invoker", "planner"] : [
          for service in [scenario.services[role]] :
          [service.available_cpu, service.available_memory, service.max_instance_request_concurrency, service.min_instance_count, service.max_instance_count]
        ]
      ])))
      } == {
      #        LEAD_S; invoker: CPU, memory, concurrency, least and most instances; planner: the same
      none  = "10, 1, 512Mi, 80, 0, 10, 0.08, 256Mi, 1, 0, 5"
      p0-1  = "10, 1, 512Mi, 80, 0, 10, 0.08, 256Mi, 1, 0, 5"
      p5    = "10, 1, 512Mi, 92, 0, 10, 0.5, 512Mi, 1, 0, 5"
      p10   = "10, 1, 512Mi, 184, 0, 10, 0.5, 512Mi, 1, 0, 5"
      p50   = "10, 1, 1Gi, 917, 0, 10, 1, 1Gi, 1, 0, 5"
      p100  = "10, 1, 1Gi, 917, 0, 10, 1, 1Gi, 1, 0, 5"
      p250  = "10, 1, 1Gi, 917, 0, 10, 1, 1Gi, 1, 0, 5"
      p251  = "9, 1, 1Gi, 834, 0, 12, 1, 1Gi, 1, 0, 5"
      p278  = "8, 1, 1Gi, 750, 0, 12, 1, 1Gi, 1, 0, 5"
      p500  = "4, 1, 512Mi, 417, 0, 20, 1, 1Gi, 1, 0, 5"
      p1000 = "1, 1, 512Mi, 167, 0, 40, 1, 1Gi, 1, 0, 5"
      p1375 = "1, 1, 512Mi, 167, 0, 56, 1, 1Gi, 1, 0, 5"
    }
    error_message = "Sizes follow from the peak."
  }
  assert {
    condition     = alltrue([for key, peak in local.peaks : peak * local.held_s[key] <= local.most_pushes])
    error_message = "No more pushes are in flight than Pub/Sub keeps: ${jsonencode(local.held_s)}"
  }
  assert {
    condition     = alltrue([for key in ["none", "p0-1", "p250"] : !can(module.scenario[key].services["invoker"].environment_variables["LEAD_S"])])
    error_message = "LEAD_S is the functions' own where it fits."
  }
  assert {
    condition     = alltrue([for key, scenario in module.scenario : !can(scenario.services["planner"].environment_variables["PEAK_EVENTS_PER_SECOND"])])
    error_message = "The functions do not know of it."
  }
  assert {
    condition     = output.planned_variables.p278.LEAD_S == "8"
    error_message = "`loadgen plan` is asked about the LEAD_S that is deployed."
  }
}

run "what_is_set_wins" {
  variables {
    scenarios = {
      for name, own in {
        all     = { lead_s = 6, env = {}, planner = { cpu = "2", memory = "2Gi", max_instances = 1 }, invoker = { cpu = "2", memory = "4Gi", concurrency = 100, min_instances = 1, max_instances = 30 } }
        lead    = { lead_s = null, env = { LEAD_S : "5" }, planner = {}, invoker = {} }
        packed  = { lead_s = null, env = {}, planner = {}, invoker = { concurrency = 1000 } }
        crowded = { lead_s = null, env = {}, planner = {}, invoker = { concurrency = 80 } }
        } : name => merge(own, {
          experiment_id          = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v"
          peak_events_per_second = 278
      })
    }
  }
  assert {
    condition = { for key, scenario in module.scenario : key => scenario.services["planner"].environment_variables["LEAD_S"] } == {
      all = "6", lead = "5", packed = "8", crowded = "8"
    }
    error_message = "The LEAD_S that is given is the one."
  }
  assert {
    condition = { for key, invoker in local.invokers : key => "${invoker.cpu}, ${invoker.memory}, ${invoker.concurrency}, ${invoker.min_instances}, ${invoker.max_instances}" } == {
      all     = "2, 4Gi, 100, 1, 30"
      lead    = "1, 512Mi, 500, 0, 12" # Events that are held for a shorter time are fewer at once.
      packed  = "1, 1Gi, 1000, 0, 10"
      crowded = "1, 512Mi, 80, 0, 106" # As many as a small concurrency takes.
    }
    error_message = "What is not given follows from what is: ${jsonencode(local.invokers)}"
  }
  assert {
    condition = { for key, planner in local.planners : key => "${planner.cpu}, ${planner.memory}, ${planner.max_instances}" } == {
      all = "2, 2Gi, 1", lead = "1, 1Gi, 5", packed = "1, 1Gi, 5", crowded = "1, 1Gi, 5"
    }
    error_message = "The planner's size is what is given."
  }
}

run "more_than_pub_sub_keeps" {
  command = plan
  variables {
    scenarios = {
      burst = {
        experiment_id          = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v"
        peak_events_per_second = 1501
      }
    }
  }
  assert {
    condition     = output.planned_variables.burst.LEAD_S == "1" && local.too_many_pushes.burst == 3002
    error_message = "LEAD_S is never less than a second."
  }
  expect_failures = [check.pushes]
}

run "a_lead_that_is_too_long_for_the_peak" {
  command = plan
  variables {
    scenarios = {
      burst = {
        experiment_id          = "demo", scenario = "C", dispatcher_url = "https://dispatcher.example/", image_gcs_uri = "gs://inputs/i", video_gcs_uri = "gs://inputs/v"
        peak_events_per_second = 100, lead_s = 30
      }
    }
  }
  expect_failures = [check.pushes]
}
