variable "name_prefix" {
  description = "What all names begin with."
  type        = string
}

variable "alert_email" {
  description = "Where alerts go; null: there are none."
  type        = string
}

variable "dashboard" {
  description = "Whether there is a dashboard."
  type        = bool
}

variable "scenarios" {
  description = "The names of what each scenario consists of."
  type = map(object({
    planner       = string
    invoker       = string
    events        = string
    dead_letters  = string
    scheduler_job = string
  }))
}
