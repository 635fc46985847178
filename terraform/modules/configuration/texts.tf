# What the functions' ConfigurationReader refuses at start, refused in a plan. It follows shared/Loadgen/Configuration;
# tests/Terraform.Tests holds the two against each other.

locals {
  # As the functions read them: white space around a text does not count, and an empty text is a missing variable.
  text = { for name, value in var.variables : name => trimspace(value) if try(trimspace(value), "") != "" }

  scenario = upper(lookup(local.text, "SCENARIO", ""))

  required = concat(
    ["EXPERIMENT_ID", "SCENARIO", "IMAGE_GCS_URI", "VIDEO_GCS_URI", "EVENTS_TOPIC"],
    local.scenario == "A" ? ["FUNCTION_URLS_JSON", "FIXED_REGION"] : [],
    local.scenario == "B" ? ["FUNCTION_URLS_JSON"] : [],
    local.scenario == "C" ? ["DISPATCHER_URL"] : [],
  )

  # Object names: of the two inputs, of what LOG_GCS_PREFIX begins, and of LOG_GCS_OBJECT with its placeholders filled in at their longest.
  an_instant = "00010101T000000Z"
  filled_in = merge([
    for value in [lookup(local.text, "LOG_GCS_OBJECT", "")] : {
      LOG_GCS_OBJECT = join("", [
        replace(replace(replace(replace(replace(value,
          "{run_id}", local.an_instant), "{timestamp}", local.an_instant), "{trace_hour}", local.an_instant),
        "{experiment_id}", join("", [for i in range(128) : "x"])), "{scenario}", "A"),
        # A folder gets run-….jsonl, and a name without placeholders gets the run's ID.
        endswith(value, "/") ? "run-${local.an_instant}.jsonl" :
        can(regex("\\{(run_id|timestamp|trace_hour|experiment_id|scenario)\\}", value)) ? "" : "-${local.an_instant}",
      ])
    } if value != ""
  ]...)
  objects = merge(
    { for name in ["IMAGE_GCS_URI", "VIDEO_GCS_URI"] : name => try(regex("^gs://[^/]+/(.*)$", local.text[name])[0], "") if can(local.text[name]) },
    { for name in ["LOG_GCS_PREFIX"] : name => trim(local.text[name], "/") if can(local.text[name]) },
    local.filled_in,
  )
  is_object_name = {
    for name, value in local.objects : name => (
      # In bytes: length() counts characters.
      floor(length(trim(base64encode(value), "=")) * 3 / 4) <= (name == "LOG_GCS_PREFIX" ? 768 : 1024)
      && value != "" && value != "." && value != ".."
      && !can(regex("\\p{Cc}", value))
      && !startswith(value, ".well-known/acme-challenge/")
    )
  }

  buckets = merge(
    { for name in ["IMAGE_GCS_URI", "VIDEO_GCS_URI"] : name => try(regex("^gs://([^/]+)/", local.text[name])[0], "") if can(local.text[name]) },
    { for name in ["LOG_GCS_BUCKET"] : name => local.text[name] if can(local.text[name]) },
  )
  is_bucket = {
    for name, value in local.buckets : name => (
      can(regex("^[a-z0-9][a-z0-9._-]+[a-z0-9]$", value))
      && length(value) <= (strcontains(value, ".") ? 222 : 63)
      && alltrue([for part in split(".", value) : length(part) >= 1 && length(part) <= 63])
    )
  }

  # The moment in UTC, out of the two ways in which ISO 8601 writes one.
  hour_parts = [
    for parts in [try(
      regex("^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:[.][0-9]+)?)?)?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?$", lookup(local.text, "TRACE_HOUR_UTC", "")),
      regex("^([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?$", lookup(local.text, "TRACE_HOUR_UTC", "")),
      [],
    )] : [for part in parts : try(coalesce(part), "00")] if length(parts) > 0
  ]
  hour_year = try([
    for p in local.hour_parts : tonumber(formatdate("YYYY", timeadd(
      "${p[0]}-${p[1]}-${p[2]}T${p[3]}:${p[4]}:${p[5]}Z",
      # East of Greenwich it is later: to UTC the offset goes the other way.
      "${p[6] == "+" ? "-" : ""}${p[7]}h${p[8]}m",
    ))) if tonumber(p[7]) * 60 + tonumber(p[8]) <= 14 * 60 && tonumber(p[8]) < 60
  ][0], 0)

  url_texts = merge(
    { for name in ["DISPATCHER_URL"] : name => local.text[name] if can(local.text[name]) },
    { for place, value in local.mapped_urls : place => value if value != null },
  )
  is_url = {
    for name, value in local.url_texts : name => (
      can(regex("^(?i:https?)://(?:\\[[0-9A-Fa-f:.]+\\]|[^\\s\\p{Z}\\p{Cc}/?#@:\\[\\]\\\\]+)(?::[0-9]*)?(?:[/?#][^\\s\\p{Z}\\p{Cc}]*)?$", value))
      && try(tonumber(regex("^[^/]*//(?:\\[[^]]*\\]|[^/?#:]*):([0-9]+)", value)[0]) <= 65535, true)
    )
  }
}
