locals {
  alerts = var.alert_email == null ? {} : var.scenarios
}

resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == null ? 0 : 1

  display_name = "${var.name_prefix} alerts"
  type         = "email"
  labels       = { email_address = var.alert_email }
}

resource "google_monitoring_alert_policy" "dead_letters" {
  for_each = local.alerts

  display_name          = "${var.name_prefix} ${each.key}: something in the dead-letter topic"
  combiner              = "OR"
  notification_channels = google_monitoring_notification_channel.email[*].id

  conditions {
    display_name = "messages in ${each.value.dead_letters}"
    condition_threshold {
      filter          = "metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" AND resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${each.value.dead_letters}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    content = "See what it is: gcloud pubsub subscriptions pull ${each.value.dead_letters} --limit=10. With --auto-ack it is taken out, and the alert ends."
  }
}

resource "google_monitoring_alert_policy" "incomplete" {
  for_each = local.alerts

  display_name          = "${var.name_prefix} ${each.key}: an hour without loadgen_complete"
  combiner              = "OR"
  notification_channels = google_monitoring_notification_channel.email[*].id

  # Looked at between 40 and 60 minutes after the tick: by then the last call has ended, and the hour before is out of sight.
  conditions {
    display_name = "ticked, and did not complete within 40 minutes"
    condition_prometheus_query_language {
      query = join(" unless ", [
        "(sum(increase(logging_googleapis_com:user_${google_logging_metric.ticks.name}{monitored_resource=\"cloud_scheduler_job\",job=\"${each.value.scheduler_job}\"}[20m] offset 40m)) > 0)",
        "(sum(increase(logging_googleapis_com:user_${google_logging_metric.completes.name}{monitored_resource=\"cloud_run_revision\",service=~\"${each.value.planner}|${each.value.invoker}\"}[60m])) > 0)",
      ])
      duration            = "0s"
      evaluation_interval = "60s"
      # The log-based metrics come with this very apply, and are not known to Monitoring before they have been written to.
      disable_metric_validation = true
    }
  }

  documentation {
    content = "The scheduler ticked, and not every event has its line. See the logs of ${each.value.planner} and ${each.value.invoker}, and what lies in ${each.value.dead_letters}."
  }
}

resource "google_monitoring_alert_policy" "errors" {
  for_each = local.alerts

  display_name          = "${var.name_prefix} ${each.key}: an error in a function"
  combiner              = "OR"
  notification_channels = google_monitoring_notification_channel.email[*].id

  conditions {
    display_name = "an error in ${each.value.planner} or ${each.value.invoker}"
    condition_matched_log {
      # Cloud Run's own line of a request is an ERROR where the answer is 503, as is that of a message that is handed back on purpose.
      filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(\"${each.value.planner}\" OR \"${each.value.invoker}\") AND severity>=ERROR AND NOT log_id(\"run.googleapis.com/requests\")"
    }
  }

  # An error that repeats is one mail an hour.
  alert_strategy {
    notification_rate_limit {
      period = "3600s"
    }
    auto_close = "3600s"
  }

  documentation {
    content = "The error says what it is about. A message that cannot be read comes again until it is in ${each.value.dead_letters}."
  }
}
