variable "project_id" {
  description = "The project."
  type        = string
}

variable "region" {
  description = "Where planner, invoker and scheduler run."
  type        = string
}

variable "name" {
  description = "What all names of the scenario begin with: prefix-key."
  type        = string
}

variable "labels" {
  description = "Labels."
  type        = map(string)
}

variable "build" {
  description = "How functions are built; see modules/function."
  type = object({
    bucket          = string
    object          = string
    service_account = string
    repositories    = map(string)
  })
}

variable "variables" {
  description = "The functions' variables by their names, without the secret ones; EVENTS_TOPIC, LOADGEN_REGION and GOOGLE_CLOUD_PROJECT are added here."
  type        = map(string)
}

variable "secrets" {
  description = "The secret variables: which secret of Secret Manager, and which version."
  type = map(object({
    secret  = string
    version = string
  }))
}

variable "workload" {
  description = "WORKLOAD_URI, which is the planner's alone, and what the names begin with that it reads in the logs' bucket, if any. null: the built-in workload. Not among the variables: it is known only when it is uploaded, and no permission may hang on that."
  type = object({
    uri   = string
    reads = optional(string)
  })
  default = null
}

variable "planner" {
  description = "The planner's size; see modules/function."
  type = object({
    cpu           = string
    memory        = string
    concurrency   = number
    min_instances = number
    max_instances = number
  })
}

variable "invoker" {
  description = "The invoker's size; see modules/function."
  type = object({
    cpu           = string
    memory        = string
    concurrency   = number
    min_instances = number
    max_instances = number
  })
}

variable "schedule" {
  description = "When the tick is published, in cron's five fields."
  type        = string
}

variable "time_zone" {
  description = "The schedule's time zone."
  type        = string
}

variable "paused" {
  description = "Whether the scheduler rests."
  type        = bool
}

variable "pubsub_agent" {
  description = "The IAM member that is Pub/Sub's own service agent in the project."
  type        = string
}
