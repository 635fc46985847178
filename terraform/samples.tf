locals {
  sample_regions   = try(tolist(var.deploy_samples.regions), [])
  sample_functions = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"]

  # Which scenarios are aimed at samples, at the functions or at the dispatcher.
  letter            = { for key, given in local.given : key => upper(lookup(given, "SCENARIO", "")) }
  samples_functions = [for key, given in local.given : key if length(local.sample_regions) > 0 && !can(given["FUNCTION_URLS_JSON"])]
  samples_dispatcher = [
    for key, given in local.given : key if length(local.sample_regions) > 0 && local.letter[key] == "C" && !can(given["DISPATCHER_URL"])
  ]

  sample_addresses = {
    deployed = {
      urls       = try(module.samples[0].urls, {})
      dispatcher = try(module.samples[0].dispatcher_url, "")
    }
    planned = {
      urls       = { for function in local.sample_functions : function => { for region in local.sample_regions : region => "https://sample.invalid/" } }
      dispatcher = "https://sample.invalid/"
    }
  }

  # What samples are told of where their spans go. A blank text is none.
  sample_env     = { for name, text in try(var.deploy_samples.env, {}) : name => trimspace(text) if trimspace(text) != "" }
  sample_secrets = { for name in ["OTEL_EXPORTER_OTLP_HEADERS"] : name => var.deploy_samples.otel_exporter_otlp_headers if try(var.deploy_samples.otel_exporter_otlp_headers, null) != null }

  sample_media_bucket = "${var.project_id}-${var.name_prefix}-samples"
  sample_variables = {
    for stage, addresses in local.sample_addresses : stage => {
      for key in keys(local.given) : key => merge(
        { for name in ["IMAGE_GCS_URI"] : name => "gs://${local.sample_media_bucket}/inputs/image" if length(local.sample_regions) > 0 },
        { for name in ["VIDEO_GCS_URI"] : name => "gs://${local.sample_media_bucket}/inputs/video" if length(local.sample_regions) > 0 },
        { for name in ["FUNCTION_URLS_JSON"] : name => jsonencode(addresses.urls) if contains(local.samples_functions, key) },
        { for name in ["DISPATCHER_URL"] : name => addresses.dispatcher if contains(local.samples_dispatcher, key) },
        {
          for name in ["AUTH_MODE"] : name => "oidc"
          if contains(local.letter[key] == "C" ? local.samples_dispatcher : local.samples_functions, key)
        },
      )
    }
  }

  # Which sample functions an invoker calls: in A those of its region, in B those that the routing rules lead to.
  sample_region_of = {
    for key in local.samples_functions : key => {
      for function in local.sample_functions : function => (
        local.letter[key] == "A" ? lookup(local.given[key], "FIXED_REGION", "") :
        length(local.sample_regions) == 1 ? local.sample_regions[0] :
        function == "video_transcoder" && contains(local.sample_regions, "europe-west1") ? "europe-west1" : "europe-north2"
      )
    } if contains(["A", "B"], local.letter[key])
  }
  sample_calls = merge(concat(
    [
      for key, regions in local.sample_region_of : {
        for function, region in regions : "${key}/${function}" => { scenario = key, function = function, region = region } if contains(local.sample_regions, region)
      }
    ],
    # In B, a workload says itself which function needs a GPU: any sample may be called in either region.
    flatten([
      for key, regions in local.sample_region_of : [
        for other in setintersection(["europe-north2", "europe-west1"], local.sample_regions) : {
          for function, region in regions : "${key}/${function}/${other}" => { scenario = key, function = function, region = other } if region != other
        }
      ] if local.letter[key] == "B" && local.has_workload[key]
    ]),
  )...)
}

module "samples" {
  source = "./modules/samples"
  count  = length(local.sample_regions) > 0 ? 1 : 0

  project_id        = var.project_id
  name_prefix       = var.name_prefix
  region            = var.region
  variables         = local.sample_env
  secrets           = local.sample_secrets
  regions           = local.sample_regions
  functions         = local.sample_functions
  media_bucket      = local.sample_media_bucket
  deploy_dispatcher = length(local.samples_dispatcher) > 0
  build             = local.build
  labels            = var.labels

  depends_on = [time_sleep.apis, time_sleep.build_permissions]
}

resource "google_cloud_run_v2_service_iam_member" "calls_sample" {
  for_each = local.sample_calls

  name     = module.samples[0].functions[each.value.function][each.value.region]
  location = each.value.region
  role     = "roles/run.invoker"
  member   = module.scenario[each.value.scenario].invoker_member
}

resource "google_cloud_run_v2_service_iam_member" "calls_sample_dispatcher" {
  for_each = toset(local.samples_dispatcher)

  name     = module.samples[0].dispatcher
  location = var.region
  role     = "roles/run.invoker"
  member   = module.scenario[each.key].invoker_member
}
