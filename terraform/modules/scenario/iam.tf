# Each account gets what its code uses, on the one resource where it uses it. terraform/README.md has the table with the code.

# The planner publishes events and warm-ups, and continuations of a tick where the tick came from (CloudMessagePublisher).
resource "google_pubsub_topic_iam_member" "planner_publishes" {
  for_each = toset(["events", "ticks"])

  topic  = google_pubsub_topic.this[each.key].name
  role   = "roles/pubsub.publisher"
  member = google_service_account.this["planner"].member
}

# Destroyed under its old address, the grant of the version before would take this one, which is the same, with it.
moved {
  from = google_pubsub_topic_iam_member.planner_publishes
  to   = google_pubsub_topic_iam_member.planner_publishes["events"]
}

# Pub/Sub calls the two functions as the push account, which may do nothing else.
resource "google_cloud_run_v2_service_iam_member" "push" {
  for_each = local.functions

  name     = module.function[each.key].name
  location = module.function[each.key].region
  role     = "roles/run.invoker"
  member   = google_service_account.this["push"].member
}

# Pub/Sub signs as the push account. Since 2021 its agent has that permission in new projects by itself, in older ones it has not.
resource "google_service_account_iam_member" "pubsub_signs" {
  service_account_id = google_service_account.this["push"].name
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = var.pubsub_agent
}

# Dead-lettering is publishing to the one topic and acknowledging in the subscription a message comes from.
resource "google_pubsub_topic_iam_member" "pubsub_dead_letters" {
  topic  = google_pubsub_topic.this["dead-letters"].name
  role   = "roles/pubsub.publisher"
  member = var.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "pubsub_acknowledges" {
  for_each = local.functions

  subscription = google_pubsub_subscription.push[each.key].name
  role         = "roles/pubsub.subscriber"
  member       = var.pubsub_agent
}

# The invoker alone sends tokens and headers to targets.
resource "google_secret_manager_secret_iam_member" "invoker" {
  for_each = toset([for secret in values(var.secrets) : secret.secret])

  project   = var.project_id
  secret_id = each.key
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this["invoker"].member
}

# Both send headers to the collector of spans.
resource "google_secret_manager_secret_iam_member" "planner" {
  for_each = toset([for secret in values(local.functions.planner.secrets) : secret.secret])

  project   = var.project_id
  secret_id = each.key
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this["planner"].member
}

# New permissions take a while until they hold everywhere.
resource "time_sleep" "secrets" {
  count = length(var.secrets) > 0 ? 1 : 0

  create_duration = "180s"
  triggers = merge(
    { for secret, grant in google_secret_manager_secret_iam_member.planner : "${secret} of the planner" => grant.id },
    { for secret, grant in google_secret_manager_secret_iam_member.invoker : secret => grant.id },
  )
}

locals {
  log_prefix = trim(lookup(var.variables, "LOG_GCS_PREFIX", "loadgen-logs"), "/")
  log_object = trimspace(lookup(var.variables, "LOG_GCS_OBJECT", ""))

  # What every log object of LOG_GCS_OBJECT begins with: the template up to what a run fills in, or up to its extension, before which
  # a run's ID may go.
  log_object_known = replace(replace(local.log_object,
  "{experiment_id}", lookup(var.variables, "EXPERIMENT_ID", "")), "{scenario}", upper(lookup(var.variables, "SCENARIO", "")))
  log_object_start = trimsuffix(regex("^[^{]*", local.log_object_known), try(regex("^[^{]*?([.][^./{]*)$", local.log_object_known)[0], ""))

  object_starts = distinct(concat(
    ["${local.log_prefix}-state/"],
    [local.log_object == "" ? "${local.log_prefix}/" : local.log_object_start],
  ))
  # Written as JSON, which CEL reads: a prefix may hold quotes.
  own_objects = join(" || ", [
    for start in local.object_starts : "resource.name.startsWith(${jsonencode("projects/_/buckets/${var.variables["LOG_GCS_BUCKET"]}/objects/${start}")})"
  ])

  storing = { for role in ["planner", "invoker"] : role => google_service_account.this[role].member }
}

# CloudObjectStore reads, creates, composes and deletes (claims that are given back, parts and shards that are in the log; and to replace an
# object, as a checkpoint and a composed log are, is to delete its last generation): objectUser is the least predefined role with all four.
resource "google_storage_bucket_iam_member" "objects" {
  for_each = local.storing

  bucket = var.variables["LOG_GCS_BUCKET"]
  role   = "roles/storage.objectUser"
  member = each.value

  condition {
    title       = "${var.name}-objects"
    description = "The logs and the state of ${var.name}."
    expression  = local.own_objects
  }
}

# Shards are listed; and whoever may not list a bucket is answered 403, not 404, where an object does not exist, so that "there is no claim
# yet" could not be told from "no permission". The condition above cannot allow it: listing is asked of the bucket. This role lists names and
# reads no object.
resource "google_storage_bucket_iam_member" "names" {
  for_each = local.storing

  bucket = var.variables["LOG_GCS_BUCKET"]
  role   = "roles/storage.legacyBucketReader"
  member = each.value
}

# WorkloadFile reads. By what names begin with, and not by the one object, so that a changed workload can be read at once.
resource "google_storage_bucket_iam_member" "workload" {
  count = try(var.workload.reads, null) == null ? 0 : 1

  bucket = var.variables["LOG_GCS_BUCKET"]
  role   = "roles/storage.objectViewer"
  member = google_service_account.this["planner"].member

  condition {
    title       = "${var.name}-workload"
    description = "The workload of ${var.name}."
    expression  = "resource.name.startsWith(${jsonencode("projects/_/buckets/${var.variables["LOG_GCS_BUCKET"]}/objects/${var.workload.reads}")})"
  }
}
