# The stand-in for scenario C's dispatcher: calls the samples with an ID token of its own.

resource "google_service_account" "dispatcher" {
  count = var.deploy_dispatcher ? 1 : 0

  account_id   = "${var.name_prefix}-sample-dispatcher"
  display_name = "${var.name_prefix} sample dispatcher"
  description  = "The sample dispatcher runs as this account."
}

module "dispatcher" {
  source = "../function"
  count  = var.deploy_dispatcher ? 1 : 0

  name                  = "${var.name_prefix}-sample-dispatcher"
  description           = "Loadgen: sample of a dispatcher."
  region                = var.region
  labels                = var.labels
  project_directory     = "functions/Samples"
  entry_point           = "Loadgen.Samples.Dispatcher"
  build                 = var.build
  service_account_email = google_service_account.dispatcher[0].email
  variables             = merge(local.variables, { FUNCTION_URLS_JSON = jsonencode(local.urls), DISPATCHER_AUTH_MODE = "oidc", LOADGEN_REGION = var.region })
  secrets               = local.secrets
  size                  = merge(local.size, { cpu = "0.167", memory = "256Mi" })
  ingress               = "ALLOW_ALL"

  depends_on = [time_sleep.secrets]
}

resource "google_cloud_run_v2_service_iam_member" "dispatcher_calls" {
  for_each = var.deploy_dispatcher ? local.deployed : {}

  name     = module.function[each.key].name
  location = each.value.region
  role     = "roles/run.invoker"
  member   = google_service_account.dispatcher[0].member
}
