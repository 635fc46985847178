locals {
  # Names that others have to know are made here, not read from resources, so that a plan can judge them.
  events_topic = "projects/${var.project_id}/topics/${var.name}-events"
  variables    = merge(var.variables, { EVENTS_TOPIC = local.events_topic, LOADGEN_REGION = var.region, GOOGLE_CLOUD_PROJECT = var.project_id })
  secrets      = { for variable, secret in var.secrets : variable => merge(secret, { project = var.project_id }) }

  # What the planner alone reads, to fill it into the workload. A change leaves the invoker as it is.
  workload_variables = [
    "IMAGE_GCS_URI", "VIDEO_GCS_URI", "IMAGE_FORMAT", "IMAGE_QUALITY", "CRYPTO_BITS", "VIDEO_PASSES",
  ]

  # account_id takes 30 characters: a longer name is cut, and four digits of its hash keep two of them apart.
  account_ids = {
    for role in ["planner", "invoker", "push"] : role => (
      length("${var.name}-${role}") <= 30 ? "${var.name}-${role}" :
      "${trim(substr(var.name, 0, 24 - length(role)), "-")}-${substr(sha256(var.name), 0, 4)}-${role}"
    )
  }

  functions = {
    planner = {
      description = "Loadgen: expands a tick into one message per event, each published shortly before it is due."
      project     = "functions/Planner"
      entry_point = "Loadgen.Planner.PlannerFunction"
      topic       = "ticks"
      size        = var.planner
      variables   = merge(local.variables, { for workload in var.workload[*] : "WORKLOAD_URI" => workload.uri })
      # The planner calls no target and sends no token: those are none of its business.
      secrets = { for variable, secret in local.secrets : variable => secret if variable == "OTEL_EXPORTER_OTLP_HEADERS" }
    }
    invoker = {
      description = "Loadgen: makes each event's one call at its due moment and appends its line to the run's log."
      project     = "functions/Invoker"
      entry_point = "Loadgen.Invoker.InvokerFunction"
      topic       = "events"
      size        = var.invoker
      variables   = { for name, text in local.variables : name => text if !contains(local.workload_variables, name) }
      secrets     = local.secrets
    }
  }

  # Those that are judged here, with the functions' own defaults.
  seconds = {
    for name, default in { HOLD_MAX_S = 120, LEAD_S = 10, TICK_AHEAD_S = 120 } : name => try(tonumber(var.variables[name]), default)
  }
  # The longest that Pub/Sub waits for an answer, and therefore what a push may take: no claim that is older has a holder any more.
  ack_deadline_s = 600
  sizes          = { for role, function in local.functions : role => merge(function.size, { timeout_s = local.ack_deadline_s }) }
}

resource "google_service_account" "this" {
  for_each = local.account_ids

  account_id   = each.value
  display_name = "${var.name} ${each.key}"
  description  = each.key == "push" ? "Signs Pub/Sub's pushes to the planner and the invoker of ${var.name}." : "The ${each.key} of ${var.name} runs as this account."
}

module "function" {
  source   = "../function"
  for_each = local.functions

  name                  = "${var.name}-${each.key}"
  description           = each.value.description
  region                = var.region
  labels                = var.labels
  project_directory     = each.value.project
  entry_point           = each.value.entry_point
  build                 = var.build
  service_account_email = google_service_account.this[each.key].email
  variables             = each.value.variables
  secrets               = each.value.secrets
  size                  = local.sizes[each.key]

  # A revision with a secret that it cannot read does not start, and with it the deployment fails.
  depends_on = [time_sleep.secrets]
}

resource "google_cloud_scheduler_job" "tick" {
  name        = "${var.name}-tick"
  description = "Publishes the tick that begins an hour of ${var.name}."
  region      = var.region
  schedule    = var.schedule
  time_zone   = var.time_zone
  paused      = var.paused

  pubsub_target {
    topic_name = google_pubsub_topic.this["ticks"].id
    data       = base64encode("{}")
  }

  # A second tick of an hour does nothing, so trying again costs nothing.
  retry_config {
    retry_count          = 3
    min_backoff_duration = "5s"
    max_backoff_duration = "20s"
  }

  lifecycle {
    precondition {
      condition     = local.late_by_s <= local.seconds.TICK_AHEAD_S
      error_message = "${var.name}: found schedule '${var.schedule}', which ticks ${local.late_by_s} s before the hour, with TICK_AHEAD_S ${local.seconds.TICK_AHEAD_S}; allowed: TICK_AHEAD_S of at least ${local.late_by_s}, or the hour that has begun would be planned."
    }
  }

  # The first tick finds everything in its place.
  depends_on = [google_pubsub_subscription.push, google_cloud_run_v2_service_iam_member.push, google_pubsub_topic_iam_member.planner_publishes]
}

locals {
  # Seconds from the tick to the next full hour, where it ticks in the hour's second half: such a tick means the hour to come.
  minute    = try(tonumber(split(" ", trimspace(var.schedule))[0]), 0)
  late_by_s = local.minute >= 30 ? (60 - local.minute) * 60 : 0
}

check "lead" {
  assert {
    condition     = local.seconds.LEAD_S <= local.seconds.HOLD_MAX_S - 60
    error_message = "${var.name}: LEAD_S ${local.seconds.LEAD_S} is above HOLD_MAX_S − 60 (${local.seconds.HOLD_MAX_S - 60}): messages go out so early that Pub/Sub's redelivery does the waiting, and punctuality rests on it."
  }
}
