# What would end an apply only when its functions have been built and do not start, told in the plan. It is not all that they refuse:
# their start is the judge, and `loadgen plan`, which Cloud Build asks about the output `planned_variables` before it applies.

locals {
  ranges = {
    JITTER_S       = [0, 3599]
    TIMEOUT_S      = [1, 480]
    IMAGE_QUALITY  = [1, 100]
    CRYPTO_BITS    = [1024, 16384]
    VIDEO_PASSES   = [1, 10]
    TICK_AHEAD_S   = [0, 1800]
    WARM_UP_S      = [0, 300]
    LEAD_S         = [1, 3600]
    PLAN_WINDOW_S  = [60, 570]
    HOLD_MAX_S     = [60, 480]
    MAX_LATENESS_S = [0, 2678400]

    OTEL_TRACES_SAMPLER_ARG = [0, 1]
  }

  choices = {
    OTEL_EXPORTER_OTLP_PROTOCOL = ["http/protobuf", "grpc"]
    OTEL_TRACES_EXPORTER        = ["otlp", "none"]
    OTEL_METRICS_EXPORTER       = ["otlp", "none"]
    OTEL_TRACES_SAMPLER         = ["always_on", "always_off", "traceidratio"]
  }

  endpoints = [for signal in ["", "TRACES_", "METRICS_"] : "OTEL_EXPORTER_OTLP_${signal}ENDPOINT"]

  # The regions of each map of functions; no entry where it is none.
  mapped_regions = {
    for key, v in local.variables.planned : key => distinct(flatten([for regions in values(jsondecode(v.FUNCTION_URLS_JSON)) : keys(regions)]))
    if can([for regions in values(jsondecode(v.FUNCTION_URLS_JSON)) : keys(regions)])
  }

  # Whether it holds, for which variable, what is allowed, and what was found where that is not the variable's text.
  rules = {
    for key, v in local.variables.planned : key => concat(
      [
        [can(regex("^[A-Za-z0-9._-]{1,128}$", v.EXPERIMENT_ID)), "EXPERIMENT_ID", "1–128 of letters, digits, . _ -"],
        [contains(["A", "B", "C"], local.letter[key]), "SCENARIO", "A, B or C"],
        [
          can(regex("^gs://[^/]+/.", v.IMAGE_GCS_URI)) || local.has_workload[key] && !can(v.IMAGE_GCS_URI),
          "IMAGE_GCS_URI", "gs://bucket/object",
        ],
        [
          can(regex("^gs://[^/]+/.", v.VIDEO_GCS_URI)) || local.has_workload[key] && !can(v.VIDEO_GCS_URI),
          "VIDEO_GCS_URI", "gs://bucket/object",
        ],
        [local.letter[key] == "C" || can(local.mapped_regions[key]), "FUNCTION_URLS_JSON", "an object, function → region → URL"],
        [local.letter[key] != "C" || can(regex("^(?i:https?)://.", v.DISPATCHER_URL)), "DISPATCHER_URL", "an absolute http(s) URL"],
        [
          local.letter[key] != "A" || !can(local.mapped_regions[key]) || try(contains(local.mapped_regions[key], v.FIXED_REGION), false),
          "FIXED_REGION", "a region of FUNCTION_URLS_JSON: ${join(", ", try(local.mapped_regions[key], []))}",
        ],
        [
          try(tonumber(v.HOLD_MAX_S), 120) + try(tonumber(v.TIMEOUT_S), 120) <= 570,
          "HOLD_MAX_S", "together with TIMEOUT_S at most 570, since a push must be answered within 600 s",
        ],
      ],
      # Lifecycle rules delete what lies there.
      [
        for name in ["LOG_GCS_PREFIX", "LOG_GCS_OBJECT"] : [
          !anytrue([for start in local.state_starts : startswith("${trim(try(v[name], ""), "/")}/", start)]), name, "none that begins with ${join(" or ", local.state_starts)}, where the state lies",
        ]
      ],
      [for problem in try([local.workload_problems[key]], []) : [false, "workload (WORKLOAD_URI)", problem[1], problem[0]]],
      [for name, range in local.ranges : [
        !can(v[name]) || try(tonumber(v[name]) >= range[0] && tonumber(v[name]) <= range[1], false), name, "${range[0]}–${range[1]}",
      ]],
      [for name, choices in local.choices : [!can(v[name]) || try(contains(choices, v[name]), false), name, join(", ", choices)]],
      [for name in local.endpoints : [
        !can(v[name]) || can(regex("^(?i:https?)://[^/@?#]+(/[^@?#]*)?$", v[name])), name, "an absolute http(s) URL without user info, query and fragment",
      ]],
    )
  }

  refused = flatten([
    for key, rules in local.rules : [
      for rule in rules : join("", [
        "scenarios[\"${key}\"]: ${rule[1]}: found ",
        # URLs may hold what is secret.
        try(rule[3], can(regex("_(URL|JSON|ENDPOINT)$", rule[1])) ? "none" : try("'${local.variables.planned[key][rule[1]]}'", "nothing")),
        "; allowed: ${rule[2]}",
      ]) if !rule[0]
    ]
  ])
}
