output "name" {
  description = "The function's name, and its Cloud Run service's."
  value       = google_cloudfunctions2_function.this.name
}

output "region" {
  description = "Where it runs."
  value       = google_cloudfunctions2_function.this.location
}

output "uri" {
  description = "Its address at run.app: what counts as internal for Pub/Sub, and what ID tokens are for."
  value       = google_cloudfunctions2_function.this.service_config[0].uri
}

output "service" {
  description = "How it is deployed: variables, secrets' names, size, account and ingress."
  value       = google_cloudfunctions2_function.this.service_config[0]
}
