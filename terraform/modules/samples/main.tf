# Targets to aim at. They let in whoever has run.invoker on them: the scenarios that are aimed at them, and the dispatcher.

locals {
  entry_points = {
    api_health_check       = "HealthCheck"
    crypto_key_gen         = "CryptoKeyGen"
    image_format_converter = "ImageFormatConverter"
    video_transcoder       = "VideoTranscoder"
  }
  short = {
    api_health_check       = "health"
    crypto_key_gen         = "crypto"
    image_format_converter = "image"
    video_transcoder       = "video"
  }
  # A key of 4096 bits and a video take a CPU for a while; a ping does not.
  size = { cpu = "1", memory = "512Mi", concurrency = 1, min_instances = 0, max_instances = 3, timeout_s = 540 }
  sizes = {
    for function in var.functions : function => function == "api_health_check" ? merge(local.size, { cpu = "0.167", memory = "256Mi" }) : local.size
  }

  deployed = merge([
    for function in var.functions : { for region in var.regions : "${function}/${region}" => { function = function, region = region } }
  ]...)

  # What all of them are told, the dispatcher too.
  variables = merge(var.variables, { GOOGLE_CLOUD_PROJECT = var.project_id })
  secrets   = { for variable, secret in var.secrets : variable => merge(secret, { project = var.project_id }) }

  # The two that read an object and write another.
  media = { image_format_converter = "inputs/image", video_transcoder = "inputs/video" }
}

resource "google_service_account" "function" {
  for_each = toset(var.functions)

  account_id   = "${var.name_prefix}-sample-${local.short[each.key]}"
  display_name = "${var.name_prefix} sample ${each.key}"
  description  = "The sample functions ${each.key} run as this account."
}

module "function" {
  source   = "../function"
  for_each = local.deployed

  # Without the region, which is the function's place anyway: a Cloud Run service's name takes 49 characters.
  name                  = "${var.name_prefix}-sample-${replace(each.value.function, "_", "-")}"
  description           = "Loadgen: sample of ${each.value.function}."
  region                = each.value.region
  labels                = var.labels
  project_directory     = "functions/Samples"
  entry_point           = "Loadgen.Samples.${local.entry_points[each.value.function]}"
  build                 = var.build
  service_account_email = google_service_account.function[each.value.function].email
  variables             = merge(local.variables, { LOADGEN_REGION = each.value.region })
  secrets               = local.secrets
  size                  = local.sizes[each.value.function]
  # A call from another function is not internal: it comes in from outside, and IAM lets it in.
  ingress = "ALLOW_ALL"

  # A revision with a secret that it cannot read does not start.
  depends_on = [time_sleep.secrets]
}

# They send headers to the collector of spans.
resource "google_secret_manager_secret_iam_member" "reads" {
  for_each = merge([
    for variable, secret in var.secrets : {
      for name, account in merge(google_service_account.function, { for dispatcher in google_service_account.dispatcher : "dispatcher" => dispatcher }) :
      "${name}/${variable}" => { secret = secret.secret, member = account.member }
    }
  ]...)

  project   = var.project_id
  secret_id = each.value.secret
  role      = "roles/secretmanager.secretAccessor"
  member    = each.value.member
}

# New permissions take a while until they hold everywhere.
resource "time_sleep" "secrets" {
  count = length(var.secrets) > 0 ? 1 : 0

  create_duration = "180s"
  triggers        = { for reader, grant in google_secret_manager_secret_iam_member.reads : reader => grant.id }
}

resource "google_storage_bucket" "media" {
  name                        = var.media_bucket
  location                    = var.region
  labels                      = var.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true # It holds nothing but what the samples make.

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    condition {
      age            = 7
      matches_prefix = ["inputs/results/"]
    }
    action {
      type = "Delete"
    }
  }
}

# The samples decode nothing: they work in proportion to an object's size. 32 KiB for the image, 128 KiB for the video.
resource "google_storage_bucket_object" "media" {
  for_each = local.media

  name         = each.value
  bucket       = google_storage_bucket.media.name
  content_type = "application/octet-stream"
  content = join("", [
    for part in range(each.key == "video_transcoder" ? 4 : 1) : join("", [for i in range(1024) : md5("${each.key} ${part} ${i}")])
  ])
}

# MediaObjects reads the input and writes results/… beside it; a replayed hour writes the same result again, which takes deleting the last.
resource "google_storage_bucket_iam_member" "reads" {
  for_each = local.media

  bucket = google_storage_bucket.media.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.function[each.key].member

  condition {
    title       = "input"
    description = "The object that it works on."
    expression  = "resource.name == \"projects/_/buckets/${var.media_bucket}/objects/${each.value}\""
  }
}

resource "google_storage_bucket_iam_member" "writes" {
  for_each = local.media

  bucket = google_storage_bucket.media.name
  role   = "roles/storage.objectUser"
  member = google_service_account.function[each.key].member

  condition {
    title       = "results"
    description = "What becomes of the inputs."
    expression  = "resource.name.startsWith(\"projects/_/buckets/${var.media_bucket}/objects/inputs/results/\")"
  }
}
