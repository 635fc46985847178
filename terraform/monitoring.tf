module "monitoring" {
  source = "./modules/monitoring"
  count  = var.alert_email != null || var.dashboard ? 1 : 0

  name_prefix = var.name_prefix
  alert_email = var.alert_email
  dashboard   = var.dashboard
  scenarios = {
    for key, scenario in module.scenario : key => {
      planner       = scenario.functions.planner.name
      invoker       = scenario.functions.invoker.name
      events        = scenario.events
      dead_letters  = scenario.dead_letters
      scheduler_job = scenario.scheduler_job
    }
  }

  depends_on = [time_sleep.apis]
}
