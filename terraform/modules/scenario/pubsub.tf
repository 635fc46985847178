resource "google_pubsub_topic" "this" {
  for_each = toset(["ticks", "events", "dead-letters"])

  name   = "${var.name}-${each.key}"
  labels = var.labels
}

resource "google_pubsub_subscription" "push" {
  for_each = local.functions

  name                 = "${var.name}-${each.key}"
  topic                = google_pubsub_topic.this[each.value.topic].id
  labels               = var.labels
  ack_deadline_seconds = local.ack_deadline_s

  push_config {
    # From this path the Functions Framework takes the topic's name for the CloudEvent.
    push_endpoint = "${module.function[each.key].uri}/${google_pubsub_topic.this[each.value.topic].id}"

    oidc_token {
      service_account_email = google_service_account.this["push"].email
      # Without one, it would be the whole endpoint, path and all; Cloud Run expects its own address.
      audience = module.function[each.key].uri
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "60s"
  }

  # The most there is: a message that is handed back because it is not due yet has used up an attempt.
  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.this["dead-letters"].id
    max_delivery_attempts = 100
  }

  expiration_policy {
    ttl = "" # Never, however long the scheduler is paused.
  }

  # A push is refused before, and dead letters could not be handed over.
  depends_on = [
    google_cloud_run_v2_service_iam_member.push,
    google_service_account_iam_member.pubsub_signs,
    google_pubsub_topic_iam_member.pubsub_dead_letters,
  ]
}

# Keeps what lands there until somebody looks.
resource "google_pubsub_subscription" "dead_letters" {
  name                       = "${var.name}-dead-letters"
  topic                      = google_pubsub_topic.this["dead-letters"].id
  labels                     = var.labels
  ack_deadline_seconds       = 60
  message_retention_duration = "2678400s" # 31 days, the longest there is.

  expiration_policy {
    ttl = ""
  }
}
