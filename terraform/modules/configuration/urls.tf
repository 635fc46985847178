# FUNCTION_URLS_JSON and FIXED_REGION.

locals {
  functions  = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"]
  gpu        = "video_transcoder"
  urls_json  = lookup(local.text, "FUNCTION_URLS_JSON", "")
  urls       = try(jsondecode(local.urls_json), null)
  urls_shape = "a JSON object: function id → region → absolute http(s) URL without user info"
  is_needed  = contains(["A", "B"], local.scenario)

  function_ids = try(keys(local.urls), [])
  regions      = { for id in local.function_ids : id => try(keys(local.urls[id]), []) }

  # Place → URL; null where there is something else than a text.
  mapped_urls = merge([
    for id, names in local.regions : {
      for name in names : "'${id}' in '${name}'" => startswith(jsonencode(local.urls[id][name]), "\"") ? trimspace(local.urls[id][name]) : null
    }
  ]...)

  # jsondecode keeps the last of two members of one name, so the text's own are counted: every string that a colon follows.
  member_count = length([for match in regexall("\"(?:[^\"\\\\]|\\\\.)*\"\\s*(:?)", local.urls_json) : match if match[0] == ":"])
  member_names = length(local.function_ids) + sum(concat([0], [for names in values(local.regions) : length(names)]))

  # Half a surrogate pair: no text to .NET, which reads the same JSON at start. Whole pairs, and escaped backslashes, are taken out first.
  half_pair = can(regex("\\\\u[dD][89a-fA-F]", replace(replace(local.urls_json, "\\\\", ""),
  "/\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}/", "")))

  malformed_urls = concat(
    [for found in ["text that is not a JSON object"] : found if local.urls_json != "" && !can(keys(local.urls))],
    [for found in ["text that is not Unicode"] : found if local.half_pair],
    [for id in local.function_ids : "a function without a name" if trimspace(id) == ""],
    [for id in local.function_ids : "'${id}' with something else than an object" if !can(keys(local.urls[id]))],
    [for id, names in local.regions : "'${id}' with a region without a name" if anytrue([for name in names : trimspace(name) == ""])],
    # The URL itself is not repeated: it may hold a secret.
    [for place, url in local.mapped_urls : "${place} with ${url == null ? "something else than a text" : "no such URL"}" if !try(local.is_url[place], false)],
  )
  twice = [
    for found in ["a function or a region twice"] : found
    if length(local.malformed_urls) == 0 && local.urls_json != "" && local.member_count != local.member_names
  ]
  incomplete_urls = length(local.malformed_urls) > 0 || local.urls_json == "" || !local.is_needed ? [] : concat(
    [for id in local.functions : { found = "no function '${id}'", allowed = "every function of the trace" } if !contains(local.function_ids, id)],
    [
      for id in local.functions : { found = "no region for '${id}'", allowed = "at least one region for every function" }
      if contains(local.function_ids, id) && length(lookup(local.regions, id, [])) == 0
    ],
    [
      for id in local.functions : {
        found   = "'${id}' with ${join(", ", [for name in lookup(local.regions, id, []) : "'${name}'"])}"
        allowed = "one region, or ${id == local.gpu ? "europe-west1 or " : ""}europe-north2 among several"
      }
      if local.scenario == "B" && length(lookup(local.regions, id, [])) > 1 && !contains(lookup(local.regions, id, []), "europe-north2")
      && !(id == local.gpu && contains(lookup(local.regions, id, []), "europe-west1"))
    ],
  )
  url_problems = [
    for problem in concat([for found in concat(local.malformed_urls, local.twice) : { found = found, allowed = local.urls_shape }], local.incomplete_urls) :
    merge({ variable = "FUNCTION_URLS_JSON" }, problem)
  ]

  fixed_region = lookup(local.text, "FIXED_REGION", "")
  not_mapped   = [for id in local.functions : id if !contains(lookup(local.regions, id, []), local.fixed_region)]
  region_problems = local.scenario != "A" || local.fixed_region == "" ? [] : concat(
    [
      for control in ["a control character"] : { variable = "FIXED_REGION", found = control, allowed = "a region that FUNCTION_URLS_JSON has for every function" }
      if can(regex("\\p{Cc}", local.fixed_region))
    ],
    [
      for lacking in [local.not_mapped] : {
        variable = "FIXED_REGION"
        found    = "'${local.fixed_region}', not mapped for ${join(", ", lacking)}"
        allowed  = "a region mapped for every function: ${join(", ", distinct(flatten([for id in local.functions : lookup(local.regions, id, [])])))}"
      }
      if length(lacking) > 0 && length(local.url_problems) == 0 && local.urls_json != "" && !can(regex("\\p{Cc}", local.fixed_region))
    ],
  )
}
