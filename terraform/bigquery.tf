# The run logs as a table, read where they lie. Lines of runs and of calls share it; what a line does not have is null. Lines that a long run
# still keeps in shards, among its state, come into the table with the log.

locals {
  line_call = [
    ["url", "STRING"], ["status_code", "INTEGER"], ["latency_ms", "FLOAT"], ["request_bytes", "INTEGER"], ["response_bytes", "INTEGER"],
    ["error", "STRING"], ["response_snippet", "STRING"],
  ]
  line_timings = ["dns_ms", "connect_ms", "tls_ms", "first_byte_ms", "download_ms"]
  # response_json may be any JSON, and a dispatcher's priority a number or a text: both stay in the objects. So do shards and bytes of the
  # lines loadgen_shards, which tell how the log came about.
  line_call_fields = concat(
    [for field in local.line_call : { name = field[0], type = field[1], mode = "NULLABLE" }],
    [{ name = "timings", type = "RECORD", mode = "NULLABLE", fields = [for name in local.line_timings : { name = name, type = "FLOAT", mode = "NULLABLE" }] }],
  )
  line_schema = concat(
    [
      for field in [
        ["ts_utc", "TIMESTAMP"], ["message", "STRING"], ["experiment_id", "STRING"], ["scenario", "STRING"], ["event_id", "STRING"],
        ["trace_hour", "TIMESTAMP"], ["run_id", "STRING"], ["function_id", "STRING"], ["invocation_index", "INTEGER"],
        ["scheduled_time_utc", "TIMESTAMP"], ["trace_id", "STRING"], ["invoker_region", "STRING"], ["clock", "STRING"], ["clock_speed", "FLOAT"],
        ["policy_region", "STRING"], ["policy_region_source", "STRING"], ["target_region", "STRING"], ["target_url", "STRING"],
        ["sent_time_utc", "TIMESTAMP"], ["start_lag_ms", "FLOAT"], ["time_shifted", "BOOLEAN"],
        ["end_to_end_latency_ms", "FLOAT"], ["end_to_end_latency_source", "STRING"], ["end_to_end_latency_note", "STRING"], ["outcome", "STRING"],
        ["deadline_utc", "TIMESTAMP"], ["dispatcher_url", "STRING"], ["dispatcher_sent_time_utc", "TIMESTAMP"], ["dispatcher_status", "STRING"],
        ["dispatcher_carbon_intensity", "FLOAT"], ["dispatcher_function_url", "STRING"], ["target_time_utc", "TIMESTAMP"],
        ["dispatcher_delay", "BOOLEAN"], ["lookup_error", "STRING"],
        ["invocations", "INTEGER"], ["dry_run", "BOOLEAN"], ["log_gcs_bucket", "STRING"], ["log_gcs_object", "STRING"],
        ["workload_name", "STRING"], ["workload_sha256", "STRING"], ["jitter_s", "FLOAT"], ["timeout_s", "FLOAT"], ["hold_max_s", "FLOAT"],
        ["max_lateness_s", "FLOAT"], ["loadgen_version", "STRING"],
      ] : { name = field[0], type = field[1], mode = "NULLABLE" }
    ],
    [for name in ["invoke", "dispatch"] : { name = name, type = "RECORD", mode = "NULLABLE", fields = local.line_call_fields }],
  )
}

resource "google_bigquery_dataset" "logs" {
  count = var.bigquery ? 1 : 0

  dataset_id                 = "${replace(var.name_prefix, "-", "_")}_logs"
  description                = "Run logs of ${var.name_prefix}."
  location                   = var.region
  labels                     = var.labels
  delete_contents_on_destroy = true # Its one table is a view of objects in the bucket.

  depends_on = [time_sleep.apis]
}

resource "google_bigquery_table" "logs" {
  count = var.bigquery ? 1 : 0

  dataset_id          = google_bigquery_dataset.logs[0].dataset_id
  table_id            = "lines"
  description         = "The lines of all run logs."
  labels              = var.labels
  schema              = jsonencode(local.line_schema)
  deletion_protection = false

  external_data_configuration {
    source_format         = "NEWLINE_DELIMITED_JSON"
    source_uris           = distinct([for scenario in values(module.scenario) : scenario.log_pattern])
    autodetect            = false
    ignore_unknown_values = true
  }

  depends_on = [google_storage_bucket.logs]
}
