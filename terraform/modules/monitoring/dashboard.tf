locals {
  charts = [
    {
      title = "Outcomes an hour", plot = "STACKED_BAR"
      query = "sum by (service, outcome) (increase(logging_googleapis_com:user_${google_logging_metric.outcomes.name}{monitored_resource=\"cloud_run_revision\"}[1h]))"
    },
    {
      title = "Start lag, median (ms)", plot = "LINE"
      query = "histogram_quantile(0.5, sum by (service, le) (increase(logging_googleapis_com:user_${google_logging_metric.start_lag.name}_bucket{monitored_resource=\"cloud_run_revision\"}[1h])))"
    },
    {
      title = "Start lag, 99th percentile (ms)", plot = "LINE"
      query = "histogram_quantile(0.99, sum by (service, le) (increase(logging_googleapis_com:user_${google_logging_metric.start_lag.name}_bucket{monitored_resource=\"cloud_run_revision\"}[1h])))"
    },
    {
      # Where it levels off at 3,000, Pub/Sub holds the others up.
      title = "Events published and not yet answered", plot = "LINE"
      query = "max by (subscription_id) (pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=~\"${join("|", [for scenario in values(var.scenarios) : scenario.events])}\"})"
    },
    {
      title = "Ticks an hour", plot = "STACKED_BAR"
      query = "sum by (job) (increase(logging_googleapis_com:user_${google_logging_metric.ticks.name}{monitored_resource=\"cloud_scheduler_job\"}[1h]))"
    },
    {
      title = "Complete runs an hour", plot = "STACKED_BAR"
      query = "sum by (service) (increase(logging_googleapis_com:user_${google_logging_metric.completes.name}{monitored_resource=\"cloud_run_revision\"}[1h]))"
    },
    {
      title = "Dead letters", plot = "LINE"
      query = "max by (subscription_id) (pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=~\"${join("|", [for scenario in values(var.scenarios) : scenario.dead_letters])}\"})"
    },
  ]
}

resource "google_monitoring_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_json = jsonencode({
    displayName = var.name_prefix
    mosaicLayout = {
      columns = 12
      tiles = [
        for index, chart in local.charts : {
          xPos = index % 2 * 6, yPos = floor(index / 2) * 4, width = 6, height = 4
          widget = {
            title = chart.title
            xyChart = {
              dataSets = [{ plotType = chart.plot, targetAxis = "Y1", timeSeriesQuery = { prometheusQuery = chart.query } }]
            }
          }
        }
      ]
    }
  })
}
