# Functions and a dispatcher of one's own. Variables as attributes, or pasted from an env file; tokens out of Secret Manager.

project_id  = "my-project"
alert_email = "me@example.com"
dashboard   = true
bigquery    = true

scenarios = {
  baseline = {
    env = {
      EXPERIMENT_ID : "experiment-2026-01-15"
      SCENARIO : "A"
      FIXED_REGION : "us-east1"
      IMAGE_GCS_URI : "gs://my-inputs/image.png"
      VIDEO_GCS_URI : "gs://my-inputs/video.mp4"
    }
    function_urls_json = {
      api_health_check       = { us-east1 = "https://health-abc-ue.a.run.app/" }
      crypto_key_gen         = { us-east1 = "https://crypto-abc-ue.a.run.app/" }
      image_format_converter = { us-east1 = "https://image-abc-ue.a.run.app/" }
      video_transcoder       = { us-east1 = "https://video-abc-ue.a.run.app/" }
    }
    auth_mode = "oidc"

    # A tenth of the events as traces.
    otel_exporter_otlp_endpoint = "https://otlp.example.com"
    otel_exporter_otlp_headers  = { secret = "otlp-headers" }
    otel_traces_sampler         = "traceidratio"
    otel_traces_sampler_arg     = 0.1
  }

  # Another workload than the built-in one: it needs what it calls, and neither image nor video.
  keys = {
    experiment_id      = "keys-2026-01-15"
    scenario           = "B"
    workload           = "examples/keys.yaml"
    function_urls_json = { crypto_key_gen = { us-east1 = "https://crypto-abc-ue.a.run.app/" } }
  }

  # The same, many times: the functions' sizes and LEAD_S follow from the peak.
  dense = {
    experiment_id          = "dense-2026-01-15"
    scenario               = "B"
    workload               = "{\"workload\":1,\"name\":\"dense\",\"functions\":{\"crypto_key_gen\":{\"schedule\":{\"per_minute\":[16667]}}}}"
    peak_events_per_second = 300
    function_urls_json     = { crypto_key_gen = { us-east1 = "https://crypto-abc-ue.a.run.app/" } }
  }

  agent-emissions = {
    experiment_id     = "experiment-2026-01-15"
    scenario          = "C"
    dispatcher_url    = "https://dispatcher.example.com/dispatch"
    image_gcs_uri     = "gs://my-inputs/image.png"
    video_gcs_uri     = "gs://my-inputs/video.mp4"
    auth_bearer_token = { secret = "dispatcher-token", version = "1" }
    paused            = true
  }
}
