output "functions" {
  description = "Planner and invoker: name, address and account."
  value = {
    for role, function in module.function : role => {
      name            = function.name
      uri             = function.uri
      service_account = google_service_account.this[role].email
    }
  }
}

output "invoker_member" {
  description = "The invoker's account as an IAM member: whom targets have to let in where AUTH_MODE is oidc."
  value       = google_service_account.this["invoker"].member
}

output "topics" {
  description = "The topics' names: ticks, events, dead-letters."
  value       = { for key, topic in google_pubsub_topic.this : key => topic.name }
}

output "events" {
  description = "The subscription that pushes events."
  value       = google_pubsub_subscription.push["invoker"].name
}

output "dead_letters" {
  description = "The subscription that keeps dead letters."
  value       = google_pubsub_subscription.dead_letters.name
}

output "scheduler_job" {
  description = "The scheduler job's name."
  value       = google_cloud_scheduler_job.tick.name
}

output "tick" {
  description = "Publishes a tick by hand: plans the hour two minutes from now lies in."
  value       = "gcloud pubsub topics publish ${google_pubsub_topic.this["ticks"].name} --project=${var.project_id} --message='{}'"
}

output "logs" {
  description = "Where the run logs lie."
  value       = "gs://${var.variables["LOG_GCS_BUCKET"]}/${local.log_object == "" ? "${local.log_prefix}/${lookup(var.variables, "EXPERIMENT_ID", "")}/${upper(lookup(var.variables, "SCENARIO", ""))}/" : local.log_object_start}"
}

output "log_pattern" {
  description = "The run logs of all scenarios that keep them under the same prefix, as a pattern of objects."
  value       = "gs://${var.variables["LOG_GCS_BUCKET"]}/${local.log_object == "" ? "${local.log_prefix}/" : local.log_object_start}*"
}

output "services" {
  description = "How planner and invoker are deployed; see modules/function."
  value       = { for role, function in module.function : role => function.service }
}
