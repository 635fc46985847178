resource "google_pubsub_topic" "this" {
  for_each = toset(["ticks", "events", "dead-letters"])

  name   = "${var.name}-${each.key}"
  labels = var.labels
}

locals {
  # What is handed back comes again after 1 s, and after twice as long each further time, up to this. Ticks and their continuations stay
  # quick: until one comes again no event goes out, and LEAD_S is 10 s. An event that another instance has claimed comes again until the
  # claim is stale, which takes ten minutes.
  longest_backoff = { ticks = "8s", events = "60s" }
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
    minimum_backoff = "1s"
    maximum_backoff = local.longest_backoff[each.value.topic]
  }

  # The most there is, for each nack uses one up. An event has 94 minutes: a LEAD_S of an hour and ten minutes behind another's claim take
  # 80 attempts. A full hour takes none of a tick's: it is continued, and handed back only before its run is registered. A planner that
  # waits for the store uses one up in PLAN_WINDOW_S, which makes 15 hours; one that fails at once has 13 minutes.
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
