# What the log lines say, as metrics.

locals {
  # In PromQL a metric's name has underscores only.
  metric = { for name in ["ticks", "completes", "outcomes", "start_lag"] : name => "${replace(var.name_prefix, "-", "_")}_${name}" }

  invokers = join(" OR ", [for scenario in values(var.scenarios) : "\"${scenario.invoker}\""])
  # A planner that stores its start line late may find the last event's line there already, and writes the end as well.
  services = join(" OR ", flatten([for scenario in values(var.scenarios) : ["\"${scenario.planner}\"", "\"${scenario.invoker}\""]]))
  lines    = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name="
}

resource "google_logging_metric" "ticks" {
  name        = local.metric.ticks
  description = "Attempts of the scheduler to publish a tick."
  filter = join(" AND ", [
    "resource.type=\"cloud_scheduler_job\"",
    "resource.labels.job_id=(${join(" OR ", [for scenario in values(var.scenarios) : "\"${scenario.scheduler_job}\""])})",
    "jsonPayload.\"@type\"=\"type.googleapis.com/google.cloud.scheduler.logging.AttemptStarted\"",
  ])
  label_extractors = { job = "EXTRACT(resource.labels.job_id)" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "job"
    }
  }
}

resource "google_logging_metric" "completes" {
  name             = local.metric.completes
  description      = "Runs of which every event has its line."
  filter           = "${local.lines}(${local.services}) AND jsonPayload.message=\"loadgen_complete\""
  label_extractors = { service = "EXTRACT(resource.labels.service_name)" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "service"
    }
  }
}

resource "google_logging_metric" "outcomes" {
  name        = local.metric.outcomes
  description = "Log lines of events, by outcome."
  filter      = "${local.lines}(${local.invokers}) AND jsonPayload.outcome:*"
  label_extractors = {
    service  = "EXTRACT(resource.labels.service_name)"
    function = "EXTRACT(jsonPayload.function_id)"
    outcome  = "EXTRACT(jsonPayload.outcome)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "service"
    }
    labels {
      key = "function"
    }
    labels {
      key = "outcome"
    }
  }
}

resource "google_logging_metric" "start_lag" {
  name             = local.metric.start_lag
  description      = "Milliseconds from an event's due moment to its sending."
  filter           = "${local.lines}(${local.invokers}) AND jsonPayload.start_lag_ms>=0"
  value_extractor  = "EXTRACT(jsonPayload.start_lag_ms)"
  label_extractors = { service = "EXTRACT(resource.labels.service_name)" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
    labels {
      key = "service"
    }
  }

  # From 10 µs to some three hours, each bucket twice as wide as the one before.
  bucket_options {
    exponential_buckets {
      num_finite_buckets = 30
      growth_factor      = 2
      scale              = 0.01
    }
  }
}
