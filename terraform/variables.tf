variable "project_id" {
  description = "The Google Cloud project, with billing enabled."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id: found '${var.project_id}'; allowed: a project's ID, 6–30 of lowercase letters, digits and -, beginning with a letter."
  }
}

variable "region" {
  description = "Where planner, invoker, scheduler and the log bucket are. us-east1 is among the cheapest."
  type        = string
  default     = "us-east1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region: found '${var.region}'; allowed: a region's name, such as us-east1."
  }
}

variable "name_prefix" {
  description = "What all names begin with. Two deployments in one project need two prefixes. No longer than nine characters, so that every name fits."
  type        = string
  default     = "loadgen"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,7}[a-z0-9]$", var.name_prefix))
    error_message = "name_prefix: found '${var.name_prefix}'; allowed: 2–9 of lowercase letters, digits and -, beginning with a letter and not ending in -."
  }
}

variable "labels" {
  description = "Labels on everything that takes them."
  type        = map(string)
  default     = {}
}

variable "scenarios" {
  description = <<-TEXT
    The scenarios by name (baseline, static-green, agent-emissions, …): for each, the variables of the configuration in lower case, or in `env` the lines
    of an env file as they are, and how it is deployed.
  TEXT
  type = map(object({
    # Required: 1–128 of letters, digits, `. _ -`.
    experiment_id = optional(string)
    # Required: A, B or C.
    scenario = optional(string)
    # `gs://bucket/object`. Required where the workload uses it, as the built-in one does, unless samples are deployed.
    image_gcs_uri = optional(string)
    # The same.
    video_gcs_uri = optional(string)
    # Function (a workload's `target`) → region → URL. Required for A and B, unless samples are deployed.
    function_urls_json = optional(map(map(string)))
    # A: required, a region mapped for every function.
    fixed_region = optional(string)
    # C: required, unless samples are deployed.
    dispatcher_url = optional(string)
    # What is called, and when: the path of a workload file, from `terraform/`; its content; or `gs://bucket/object`. null: the built-in workload. In `env` it is WORKLOAD_URI.
    workload = optional(string)
    # Plans this hour whenever it ticks.
    trace_hour_utc = optional(string)
    # 0–3599; the functions' default is 15.
    jitter_s = optional(number)
    # 1–480; 120.
    timeout_s = optional(number)
    # true.
    verify_tls = optional(bool)
    # false.
    dry_run = optional(bool)
    # false.
    log_gcs_allow_overwrite = optional(bool)
    # WEBP.
    image_format = optional(string)
    # 1–100; 85.
    image_quality = optional(number)
    # 1024–16384; 4096.
    crypto_bits = optional(number)
    # 1–10; 2.
    video_passes = optional(number)
    # A secret of Secret Manager in the project, whose value is the token.
    auth_bearer_token = optional(object({ secret = string, version = optional(string, "latest") }))
    # A secret whose value is the JSON of headers.
    extra_headers_json = optional(object({ secret = string, version = optional(string, "latest") }))
    # C: a secret.
    dispatcher_auth_bearer_token = optional(object({ secret = string, version = optional(string, "latest") }))
    # C: a secret.
    dispatcher_extra_headers_json = optional(object({ secret = string, version = optional(string, "latest") }))
    # bearer, or oidc where the targets are deployed samples.
    auth_mode = optional(string)
    # A bucket for this scenario alone; `log_bucket` otherwise.
    log_gcs_bucket = optional(string)
    # loadgen-logs.
    log_gcs_prefix = optional(string)
    # A name of your own, with placeholders.
    log_gcs_object = optional(string)
    # 0–1800; 120.
    tick_ahead_s = optional(number)
    # 0–300: how long before the first event an invoker is woken, 0 for never; 30.
    warm_up_s = optional(number)
    # 1–3600; 10.
    lead_s = optional(number)
    # 60–570; 540.
    plan_window_s = optional(number)
    # 60–480, with `timeout_s` at most 570; 120.
    hold_max_s = optional(number)
    # 1800.
    max_lateness_s = optional(number)
    # Where spans and metrics go: an OTLP endpoint. null: nowhere, and nothing is traced. See [Traces](#traces).
    otel_exporter_otlp_endpoint = optional(string)
    # Another one for spans, with its whole path.
    otel_exporter_otlp_traces_endpoint = optional(string)
    # Another one for metrics, with its whole path.
    otel_exporter_otlp_metrics_endpoint = optional(string)
    # A secret whose value is `name=value,…`.
    otel_exporter_otlp_headers = optional(object({ secret = string, version = optional(string, "latest") }))
    # http/protobuf, or grpc.
    otel_exporter_otlp_protocol = optional(string)
    # otlp, or none.
    otel_traces_exporter = optional(string)
    # otlp, or none.
    otel_metrics_exporter = optional(string)
    # always_on: all events; traceidratio: a share of them; always_off.
    otel_traces_sampler = optional(string)
    # That share, 0–1; 1.
    otel_traces_sampler_arg = optional(number)
    # The function's name.
    otel_service_name = optional(string)
    # What else describes the functions, as `name=value,…`.
    otel_resource_attributes = optional(string)
    # false; true: nothing is sent anywhere.
    otel_sdk_disabled = optional(bool)

    # The lines of an env file: `NAME: "value"` is a map's line here as well. Not for the five secrets.
    env = optional(map(string), {})
    # When it ticks: a minute ahead of 8:00 to 18:00, so that cold starts are over when the hour begins.
    schedule = optional(string, "59 7-17 * * *")
    # The schedule's time zone.
    time_zone = optional(string, "America/New_York")
    # Whether the scheduler rests.
    paused = optional(bool, false)
    # Where events are many: the most that are due a second, on the average of ten seconds, which `loadgen workload show` tells. The functions' sizes and LEAD_S follow from it. Above 0, up to 3000.
    peak_events_per_second = optional(number)
    # `cpu` and `memory` follow from `peak_events_per_second`. Without one: "0.08", the least that there is, since a planner waits most of the time, and "256Mi".
    planner = optional(object({
      cpu           = optional(string)
      memory        = optional(string)
      concurrency   = optional(number, 1)
      min_instances = optional(number, 0)
      max_instances = optional(number, 5)
    }), {})
    # `memory`, `concurrency` and `max_instances` follow from `peak_events_per_second`. Without one: "512Mi", 80 events at once, which take a whole CPU, and 10.
    invoker = optional(object({
      cpu           = optional(string, "1")
      memory        = optional(string)
      concurrency   = optional(number)
      min_instances = optional(number, 0)
      max_instances = optional(number)
    }), {})
  }))

  validation {
    condition     = length(var.scenarios) > 0
    error_message = "scenarios: found none; allowed: at least one."
  }

  validation {
    condition     = alltrue([for key in keys(var.scenarios) : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", key))])
    error_message = "scenarios: found the name ${join(", ", [for key in keys(var.scenarios) : "'${key}'" if !can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", key))])}; allowed: 2–20 of lowercase letters, digits and -, beginning with a letter and not ending in -."
  }

  validation {
    condition = alltrue([
      for scenario in values(var.scenarios) :
      scenario.peak_events_per_second == null ? true : scenario.peak_events_per_second > 0 && scenario.peak_events_per_second <= local.most_pushes
    ])
    error_message = "scenarios: found peak_events_per_second ${join(", ", [
      for key, scenario in var.scenarios : "${scenario.peak_events_per_second} (${key})"
      if scenario.peak_events_per_second == null ? false : scenario.peak_events_per_second <= 0 || scenario.peak_events_per_second > local.most_pushes
    ])}; allowed: above 0 and up to ${local.most_pushes}, the pushes that Pub/Sub keeps in flight in a region, each for a LEAD_S of at least a second; or null."
  }

  validation {
    condition = alltrue(flatten([
      for scenario in values(var.scenarios) : [
        for name in keys(scenario.env) : contains([for attribute in keys(scenario) : lookup(local.variable_of, attribute, upper(attribute)) if !contains(local.deployment_settings, attribute)], name)
      ]
    ]))
    error_message = "scenarios: found in env ${join(", ", flatten([
      for key, scenario in var.scenarios : [
        for name in keys(scenario.env) : "${name} (${key})"
        if !contains([for attribute in keys(scenario) : lookup(local.variable_of, attribute, upper(attribute)) if !contains(local.deployment_settings, attribute)], name)
      ]
      ]))}; allowed: ${join(", ", distinct(flatten([
        for scenario in values(var.scenarios) : [
          for attribute in keys(scenario) : lookup(local.variable_of, attribute, upper(attribute))
          if !contains(local.deployment_settings, attribute) && !contains(local.secret_variables, upper(attribute))
        ]
    ])))}."
  }

  validation {
    condition = alltrue(flatten([for scenario in values(var.scenarios) : [for name in local.secret_variables : !contains(keys(scenario.env), name)]]))
    error_message = "scenarios: found in env ${join(", ", flatten([
      for key, scenario in var.scenarios : [for name in local.secret_variables : "${name} (${key})" if contains(keys(scenario.env), name)]
    ]))}; allowed: the name of a secret in Secret Manager, as in ${lower(local.secret_variables[0])} = { secret = \"loadgen-token\" }, since a value would end up in the state."
  }

  validation {
    condition = alltrue(flatten([
      for scenario in values(var.scenarios) : [
        for attribute, value in scenario : value == null || !contains(keys(scenario.env), lookup(local.variable_of, attribute, upper(attribute)))
      ]
    ]))
    error_message = "scenarios: found twice ${join(", ", flatten([
      for key, scenario in var.scenarios : [
        for attribute, value in scenario : "${lookup(local.variable_of, attribute, upper(attribute))} (${key})"
        if value != null && contains(keys(scenario.env), lookup(local.variable_of, attribute, upper(attribute)))
      ]
    ]))}; allowed: once, in env or as an attribute."
  }

  validation {
    condition = alltrue(flatten([
      for scenario in values(var.scenarios) : [
        for secret in [
          scenario.auth_bearer_token, scenario.extra_headers_json, scenario.dispatcher_auth_bearer_token, scenario.dispatcher_extra_headers_json, scenario.otel_exporter_otlp_headers,
        ] : secret == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", secret.secret)) && can(regex("^(latest|[1-9][0-9]*)$", secret.version))
      ]
    ]))
    error_message = "scenarios: found a secret that is not one; allowed: secret, the ID of a secret in the project (1–255 of letters, digits, _ -), and version, a number or latest."
  }
}

variable "deploy_samples" {
  description = "Deploys the sample functions in these regions, with an image and a video to work on, and aims at them each scenario that names no function URLs (or, in C, no dispatcher) of its own. They let in nobody but those scenarios. `env` has the `OTEL_` lines of an env file, for their spans. null: none."
  type = object({
    regions                    = set(string)
    env                        = optional(map(string), {})
    otel_exporter_otlp_headers = optional(object({ secret = string, version = optional(string, "latest") }))
  })
  default = null

  validation {
    condition     = var.deploy_samples == null ? true : length(var.deploy_samples.regions) > 0 && alltrue([for region in var.deploy_samples.regions : can(regex("^[a-z]+-[a-z]+[0-9]+$", region))])
    error_message = "deploy_samples.regions: found ${var.deploy_samples == null ? "nothing" : jsonencode(var.deploy_samples.regions)}; allowed: one or more regions, such as us-east1."
  }

  validation {
    condition     = length(setsubtract(keys(try(var.deploy_samples.env, {})), local.telemetry_variables)) == 0
    error_message = "deploy_samples.env: found ${join(", ", setsubtract(keys(try(var.deploy_samples.env, {})), local.telemetry_variables))}; allowed: ${join(", ", local.telemetry_variables)}; headers, which may be secret, as otel_exporter_otlp_headers = { secret = \"otlp-headers\" }."
  }

  validation {
    condition = alltrue([
      for secret in try(var.deploy_samples.otel_exporter_otlp_headers, null)[*] : can(regex("^[A-Za-z0-9_-]{1,255}$", secret.secret)) && can(regex("^(latest|[1-9][0-9]*)$", secret.version))
    ])
    error_message = "deploy_samples.otel_exporter_otlp_headers: found a secret that is not one; allowed: secret, the ID of a secret in the project (1–255 of letters, digits, _ -), and version, a number or latest."
  }
}

variable "log_bucket" {
  description = "A bucket of your own for logs and state, with uniform access, and best without soft delete and versioning, which keep each state of a log that grows. null: one is made. What lies in yours is never deleted from here, except the workloads that were uploaded to it."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "Deletes run logs from the bucket that is made here after so many days. null: never."
  type        = number
  default     = null

  validation {
    condition     = var.log_retention_days == null ? true : var.log_retention_days >= 1 && floor(var.log_retention_days) == var.log_retention_days
    error_message = "log_retention_days: found ${coalesce(var.log_retention_days, 0)}; allowed: a whole number of days, 1 or more, or null."
  }
}

variable "state_retention_days" {
  description = "Deletes what the system stores for a run that goes on (claims, checkpoints) from the bucket that is made here after so many days. Pub/Sub keeps a message for a week: a claim has to outlive it. What tells how a log came about (manifests, workloads) is kept as long as the logs."
  type        = number
  default     = 30

  validation {
    condition     = var.state_retention_days >= 8 && floor(var.state_retention_days) == var.state_retention_days
    error_message = "state_retention_days: found ${var.state_retention_days}; allowed: a whole number of days, 8 or more, since Pub/Sub delivers a message for up to 7."
  }
}

variable "keep_logs" {
  description = "Whether destroy stops at a log bucket that is not empty. Otherwise it deletes the bucket with the logs, for good."
  type        = bool
  default     = false
}

variable "alert_email" {
  description = "Where alerts go: something in a dead-letter topic, an hour that ticked without its loadgen_complete, an error in a function. null: no alerts."
  type        = string
  default     = null

  validation {
    condition     = var.alert_email == null ? true : can(regex("^[^@\\s]+@[^@\\s]+$", var.alert_email))
    error_message = "alert_email: found '${coalesce(var.alert_email, "null")}'; allowed: an e-mail address, or null."
  }
}

variable "dashboard" {
  description = "Whether to make a dashboard of punctuality and outcomes, from log-based metrics."
  type        = bool
  default     = false
}

variable "bigquery" {
  description = "Whether to make a BigQuery table over the run logs where they lie. The log bucket must be in `region`."
  type        = bool
  default     = false
}
