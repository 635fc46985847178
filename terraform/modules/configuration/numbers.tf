locals {
  seconds = {
    JITTER_S       = [0, 3599]
    TIMEOUT_S      = [1, 480]
    TICK_AHEAD_S   = [0, 1800]
    LEAD_S         = [1, 3600]
    PLAN_WINDOW_S  = [60, 570]
    HOLD_MAX_S     = [60, 480]
    MAX_LATENESS_S = [0, 2678400] # The longest that Pub/Sub keeps a message.
  }
  wholes = {
    IMAGE_QUALITY = [1, 100]
    CRYPTO_BITS   = [1024, 16384]
    VIDEO_PASSES  = [1, 10]
  }
  switches = ["VERIFY_TLS", "DRY_RUN", "LOG_GCS_ALLOW_OVERWRITE"]

  # Digits with a sign and a decimal point, which may stand at either end; tonumber wants digits on both sides of it.
  number = {
    for name, value in local.text : name => tonumber(format("%s0%s%s",
    startswith(value, "-") ? "-" : "", trim(value, "+-"), endswith(value, ".") ? "0" : ""))
    if can(regex("^[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)$", value)) && contains(concat(keys(local.seconds), keys(local.wholes)), name)
  }

  number_problems = concat(
    [
      for name, bounds in local.seconds : { variable = name, found = "'${local.text[name]}'", allowed = "a number of seconds, ${bounds[0]}–${bounds[1]}" }
      if can(local.text[name]) && !try(local.number[name] >= bounds[0] && local.number[name] <= bounds[1], false)
    ],
    [
      for name, bounds in local.wholes : { variable = name, found = "'${local.text[name]}'", allowed = "a whole number, ${bounds[0]}–${bounds[1]}" }
      if can(local.text[name]) && !try(!strcontains(local.text[name], ".") && local.number[name] >= bounds[0] && local.number[name] <= bounds[1], false)
    ],
    [
      for name in local.switches : { variable = name, found = "'${local.text[name]}'", allowed = "1/true/yes/y or 0/false/no/n" }
      if can(local.text[name]) && !can(regex("^(?i:1|true|yes|y|0|false|no|n)$", local.text[name]))
    ],
  )

  # Judged only where both are numbers that are allowed by themselves.
  hold    = lookup(local.number, "HOLD_MAX_S", 120)
  timeout = lookup(local.number, "TIMEOUT_S", 120)
  together_problems = [
    for found in ["${local.hold} together with TIMEOUT_S ${local.timeout}, ${local.hold + local.timeout} in all"] : {
      variable = "HOLD_MAX_S", found = found, allowed = "HOLD_MAX_S + TIMEOUT_S at most 570, since a push must be answered within 600 s"
    }
    if local.hold + local.timeout > 570 && !anytrue([for problem in local.number_problems : contains(["HOLD_MAX_S", "TIMEOUT_S"], problem.variable)])
  ]
}
