locals {
  # What a text has to be, for those that are judged by themselves.
  texts = {
    EXPERIMENT_ID = { ok = can(regex("^[A-Za-z0-9._-]{1,128}$", lookup(local.text, "EXPERIMENT_ID", "x"))), allowed = "1–128 of letters, digits, . _ -" }
    SCENARIO      = { ok = contains(["A", "B", "C"], local.scenario), allowed = "A, B or C" }
    IMAGE_GCS_URI = { ok = lookup(local.is_bucket, "IMAGE_GCS_URI", true) && lookup(local.is_object_name, "IMAGE_GCS_URI", true), allowed = "gs://bucket/object" }
    VIDEO_GCS_URI = { ok = lookup(local.is_bucket, "VIDEO_GCS_URI", true) && lookup(local.is_object_name, "VIDEO_GCS_URI", true), allowed = "gs://bucket/object" }
    DISPATCHER_URL = {
      ok = local.scenario != "C" || lookup(local.is_url, "DISPATCHER_URL", true), allowed = "an absolute http(s) URL without user info"
    }
    TRACE_HOUR_UTC = {
      ok      = local.hour_year >= 1970 && local.hour_year <= 9998
      allowed = "an ISO 8601 date and time, such as 2026-01-20T13:00:00Z, of the years 1970 to 9998; without an offset it is UTC"
    }
    IMAGE_FORMAT   = { ok = !can(regex("\\p{Cc}", lookup(local.text, "IMAGE_FORMAT", ""))), allowed = "a format's name on one line" }
    AUTH_MODE      = { ok = can(regex("^(?i:bearer|oidc)$", lookup(local.text, "AUTH_MODE", "bearer"))), allowed = "bearer or oidc" }
    LOG_GCS_BUCKET = { ok = lookup(local.is_bucket, "LOG_GCS_BUCKET", true), allowed = "a bucket name: 3–63 of lowercase letters, digits, - _ (with dots up to 222, 63 between dots), a letter or digit at both ends" }
    LOG_GCS_PREFIX = { ok = lookup(local.is_object_name, "LOG_GCS_PREFIX", true), allowed = "an object name prefix of at most 768 bytes, other than slashes alone, on one line" }
    LOG_GCS_OBJECT = {
      ok      = lookup(local.is_object_name, "LOG_GCS_OBJECT", true) && !can(regex("^/|[{}]", lookup(local.filled_in, "LOG_GCS_OBJECT", "")))
      allowed = "an object name of at most 1024 bytes once filled in, on one line, without a slash at its start; placeholders: {run_id} {timestamp} {trace_hour} {experiment_id} {scenario}"
    }
    EVENTS_TOPIC = {
      ok = (
        can(regex("^projects/[A-Za-z0-9:._-]+/topics/[A-Za-z][A-Za-z0-9._~+%-]{2,254}$", lookup(local.text, "EVENTS_TOPIC", "")))
        && !can(regex("/topics/goog", lookup(local.text, "EVENTS_TOPIC", "")))
        && (var.events_topic == null || lookup(local.text, "EVENTS_TOPIC", "") == var.events_topic)
      )
      allowed = var.events_topic == null ? "projects/P/topics/T" : "${var.events_topic}, which Terraform makes; it need not be given"
    }
  }

  problems = concat(
    [
      for name in local.required : {
        variable = name, found = "nothing"
        allowed  = try(local.texts[name].allowed, name == "FIXED_REGION" ? "a region that FUNCTION_URLS_JSON has for every function" : "${local.urls_shape}, with every function of the trace")
      } if !can(local.text[name])
    ],
    [
      for name, rule in local.texts : {
        variable = name
        # A URL's user info, query and fragment may be secret.
        found   = "'${substr(name == "DISPATCHER_URL" ? replace(replace(local.text[name], "/[?#&=].*$/", ""), "/^(.*//)?.*@/", "$1") : local.text[name], 0, 120)}'"
        allowed = rule.allowed
      } if can(local.text[name]) && !rule.ok
    ],
    local.url_problems, local.region_problems, local.number_problems, local.together_problems,
  )
}

output "problems" {
  description = "What is missing or wrong: the variable, what was found, and what is allowed. Empty where the functions would start."
  value       = local.problems
}

output "messages" {
  description = "The same, a line each, in the words of the functions' own message."
  value       = tolist([for problem in local.problems : "${problem.variable}: found ${problem.found}; allowed: ${problem.allowed}"])
}
