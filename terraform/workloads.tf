# What is called and when, where a scenario says so. A file or a content is uploaded beside the scenario's logs, where no lifecycle rule deletes
# it. It is named by its SHA-256: scenarios with the same one share it, and what was changed is another object. A URI is taken as it is.

locals {
  # A blank text is none. White space around a content belongs to it.
  workload_texts = {
    for key, scenario in var.scenarios : key => try(coalesce(scenario.workload, lookup(scenario.env, "WORKLOAD_URI", null)), "")
  }
  has_workload = { for key, text in local.workload_texts : key => trimspace(text) != "" }
  # Lines make a content, and so does a brace.
  workload_contents = { for key, text in local.workload_texts : key => text if can(regex("^{|\n", trimspace(text))) }
  workload_names    = { for key, text in local.workload_texts : key => trimspace(text) if local.has_workload[key] && !can(local.workload_contents[key]) }
  workload_uris     = { for key, name in local.workload_names : key => name if startswith(name, "gs://") }
  workload_paths    = { for key, name in local.workload_names : key => name if !startswith(name, "gs://") }

  # In bytes; null where there is no such file.
  workload_base64 = merge(
    { for key, content in local.workload_contents : key => base64encode(content) },
    { for key, path in local.workload_paths : key => try(filebase64(path), null) },
  )
  workload_sizes = {
    for key, base64 in local.workload_base64 : key => base64 == null ? null : length(base64) / 4 * 3 - length(regex("=*$", base64))
  }
  largest_workload = 67108864

  # What is wrong: found, and allowed.
  workload_problems = merge(
    {
      for key, uri in local.workload_uris : key => ["'${uri}'", "gs://bucket/object, or gs://bucket/object#generation"]
      if !can(regex("^gs://[^/]+/.", uri))
    },
    {
      for key, size in local.workload_sizes : key => [
        "'${local.workload_paths[key]}', which is no file in ${abspath(path.root)}", "the path of a file from there, a workload's content, or gs://bucket/object",
      ] if size == null
    },
    {
      for key, size in local.workload_sizes : key => [
        "${try("'${local.workload_paths[key]}'", "a content")} of ${size} bytes", "at most ${local.largest_workload} bytes, which is 64 MiB",
      ] if try(size > local.largest_workload, false)
    },
  )

  workload_buckets = { for key, given in local.given : key => lookup(given, "LOG_GCS_BUCKET", local.log_bucket) }
  workload_folders = { for key, given in local.given : key => "${trim(lookup(given, "LOG_GCS_PREFIX", "loadgen-logs"), "/")}-workloads/" }
  workload_objects = {
    for key, name in merge(
      {
        for key, path in local.workload_paths : key => "${filesha256(path)}.${lower(try(regex("(?i)[.](json|ya?ml)$", path)[0], "yaml"))}"
        if !can(local.workload_problems[key])
      },
      {
        for key, content in local.workload_contents : key => "content-${sha256(content)}.${startswith(trimspace(content), "{") ? "json" : "yaml"}"
        if !can(local.workload_problems[key])
      },
    ) : key => { bucket = local.workload_buckets[key], name = "${local.workload_folders[key]}${name}" }
  }
  workload_object_uris = { for key, object in local.workload_objects : key => "gs://${object.bucket}/${object.name}" }
  workload_generations = merge(
    { for uri, object in google_storage_bucket_object.workload_file : uri => object.generation },
    { for uri, object in google_storage_bucket_object.workload_content : uri => object.generation },
  )

  # What each planner reads, and what it may read of its logs' bucket, as what names begin with. Of what is uploaded that is the folder: what
  # was changed can then be read at once.
  workloads = merge(
    {
      for key, object in local.workload_objects : key => {
        uri   = "${local.workload_object_uris[key]}#${local.workload_generations[local.workload_object_uris[key]]}"
        reads = local.workload_folders[key]
      }
    },
    {
      for key, uri in local.workload_uris : key => {
        uri   = uri
        reads = startswith(uri, "gs://${local.workload_buckets[key]}/") ? regex("^gs://[^/]+/(.*?)(?:#[0-9]+)?$", uri)[0] : null
      }
    },
  )
  # Before an apply there is no object: what is judged has the content, or the file's path from the repository's root.
  planned_workloads = merge(
    local.workload_uris, local.workload_contents,
    { for key, path in local.workload_paths : key => startswith(path, "/") ? path : "terraform/${path}" },
  )
}

resource "google_storage_bucket_object" "workload_file" {
  for_each = { for key, path in local.workload_paths : local.workload_object_uris[key] => merge(local.workload_objects[key], { path = path })... if can(local.workload_objects[key]) }

  name         = each.value[0].name
  bucket       = each.value[0].bucket
  source       = each.value[0].path
  content_type = endswith(each.key, ".json") ? "application/json" : "application/yaml"

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_storage_bucket.logs]
}

resource "google_storage_bucket_object" "workload_content" {
  for_each = { for key, content in local.workload_contents : local.workload_object_uris[key] => merge(local.workload_objects[key], { content = content })... if can(local.workload_objects[key]) }

  name         = each.value[0].name
  bucket       = each.value[0].bucket
  content      = each.value[0].content
  content_type = endswith(each.key, ".json") ? "application/json" : "application/yaml"

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_storage_bucket.logs]
}
