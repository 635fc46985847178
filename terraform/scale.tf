# What a scenario's functions need at its peak_events_per_second, where it does not say so itself. Without one it is what four events an hour
# need. README.md tells which of Google's limits these numbers come from, and tests/Terraform.Tests holds them against the code's.

locals {
  # Pub/Sub keeps so many pushes of a subscription in flight in a region where answering takes longer than a second, as holding does. Some are
  # left to chance: where calls come as a Poisson process, 2,750 at once are 2,750 ± 52.
  most_pushes        = 3000
  planned_pushes     = 2750
  expected_latency_s = 1

  # An instance is meant to take so many events a second: a twentieth to a fourth of its vCPU, and a tenth of the connections that it may open.
  events_of_an_instance = 50
  # Cloud Run adds an instance where the others are at three fifths of their concurrency.
  concurrency_headroom = 5 / 3

  peaks = { for key, scenario in var.scenarios : key => coalesce(scenario.peak_events_per_second, 0) }
  # LEAD_S, where the functions' own default would be too many pushes at once.
  leads = {
    for key, peak in local.peaks : key => max(1, floor(local.planned_pushes / peak) - local.expected_latency_s)
    if peak * (10 + local.expected_latency_s) > local.planned_pushes
  }
  # How long an event is held and called, in seconds.
  held_s = {
    for key in keys(var.scenarios) : key => try(tonumber(local.given[key]["LEAD_S"]), lookup(local.leads, key, 10)) + local.expected_latency_s
  }

  planners = {
    for key, scenario in var.scenarios : key => {
      # Whoever continues an hour plans it anew, out of up to 3,600 × the peak events, in less than the 15 s that were published beforehand.
      cpu           = coalesce(scenario.planner.cpu, local.peaks[key] > 25 ? "1" : local.peaks[key] > 1 ? "0.5" : "0.08")
      memory        = coalesce(scenario.planner.memory, local.peaks[key] > 25 ? "1Gi" : local.peaks[key] > 1 ? "512Mi" : "256Mi")
      concurrency   = scenario.planner.concurrency
      min_instances = scenario.planner.min_instances
      max_instances = scenario.planner.max_instances
    }
  }
  concurrencies = {
    for key, scenario in var.scenarios : key => coalesce(
      scenario.invoker.concurrency,
      min(1000, max(80, ceil(min(local.peaks[key], local.events_of_an_instance) * local.held_s[key] * local.concurrency_headroom))),
    )
  }
  invokers = {
    for key, scenario in var.scenarios : key => {
      cpu = scenario.invoker.cpu
      # Some 250 MiB, and half a MiB for each event at once: what it holds is little, but all of them may be in a call.
      memory        = coalesce(scenario.invoker.memory, local.concurrencies[key] > 500 ? "1Gi" : "512Mi")
      concurrency   = local.concurrencies[key]
      min_instances = scenario.invoker.min_instances
      # Twice what the peak takes: instances are replaced, and events do not spread evenly.
      max_instances = coalesce(
        scenario.invoker.max_instances,
        max(10, 2 * ceil(local.peaks[key] * local.held_s[key] * local.concurrency_headroom / local.concurrencies[key])),
      )
    }
  }

  too_many_pushes = {
    for key, peak in local.peaks : key => ceil(peak * local.held_s[key]) if peak * local.held_s[key] > local.most_pushes
  }
}

check "pushes" {
  assert {
    condition = length(local.too_many_pushes) == 0
    error_message = join("\n", [
      for key, pushes in local.too_many_pushes :
      "scenarios[\"${key}\"]: peak_events_per_second ${local.peaks[key]} with LEAD_S ${local.held_s[key] - local.expected_latency_s} and calls of a second are ${pushes} pushes in flight; Pub/Sub keeps ${local.most_pushes} in a region, and what is beyond comes late."
    ])
  }
}
