locals {
  makes_log_bucket = var.log_bucket == null
  # A name, not a reference, so that the plan can judge the variables that it goes into.
  log_bucket = coalesce(var.log_bucket, "${var.project_id}-${var.name_prefix}-logs")

  in_log_bucket = { for key, given in local.given : key => given if lookup(given, "LOG_GCS_BUCKET", local.log_bucket) == local.log_bucket }
  log_prefixes  = distinct([for given in values(local.in_log_bucket) : trim(lookup(given, "LOG_GCS_PREFIX", "loadgen-logs"), "/")])
  state_starts  = [for prefix in local.log_prefixes : "${prefix}-state/"]

  # Of the state, what a run needs while it goes on: claims and continuations, whose names end in a number, the checkpoint, and parts, which
  # end in a hexadecimal digit. The rest tells how a log came about, and is kept as long as the log: hour.json, replay.json, run.json, the workload.
  passing_state_ends = [
    "0.json", "1.json", "2.json", "3.json", "4.json", "5.json", "6.json", "7.json", "8.json", "9.json", "checkpoint.json",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f",
  ]
  # Lines on their way into the log of a long run, which deletes them when it has them. A run that did not complete has them here alone.
  shard_ends = [".jsonl"]
}

resource "google_storage_bucket" "logs" {
  count = local.makes_log_bucket ? 1 : 0

  name                        = local.log_bucket
  location                    = var.region
  labels                      = var.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.keep_logs

  # Off, as is versioning: to append to a log is to overwrite it, and each generation would be kept, and paid for, at its full size. The 3 MB of
  # 2,000 lines could be 3 GB. What is deleted here cannot be restored.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    condition {
      age            = var.state_retention_days
      matches_prefix = local.state_starts
      matches_suffix = local.passing_state_ends
    }
    action {
      type = "Delete"
    }
  }

  # So late that nobody misses what is not in a log.
  lifecycle_rule {
    condition {
      age            = max(365, var.state_retention_days)
      matches_prefix = local.state_starts
      matches_suffix = local.shard_ends
    }
    action {
      type = "Delete"
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.log_retention_days[*]
    content {
      condition {
        age            = lifecycle_rule.value
        matches_prefix = [for prefix in local.log_prefixes : "${prefix}/"]
      }
      action {
        type = "Delete"
      }
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.log_retention_days[*]
    content {
      condition {
        age            = max(lifecycle_rule.value, var.state_retention_days)
        matches_prefix = local.state_starts
      }
      action {
        type = "Delete"
      }
    }
  }

  depends_on = [time_sleep.apis]
}
