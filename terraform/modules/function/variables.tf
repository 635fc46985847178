variable "name" {
  description = "The function's name, which is its Cloud Run service's name as well."
  type        = string
}

variable "description" {
  description = "What it does, for the console."
  type        = string
}

variable "region" {
  description = "Where it runs and is built."
  type        = string
}

variable "labels" {
  description = "Labels."
  type        = map(string)
}

variable "project_directory" {
  description = "The project's folder in the source archive: GOOGLE_BUILDABLE, case-sensitive."
  type        = string
}

variable "entry_point" {
  description = "The full name of the function's class."
  type        = string
}

variable "build" {
  description = "How functions are built: the archive's bucket and object, the build's service account (its full name) and, by region, the repository for images."
  type = object({
    bucket          = string
    object          = string
    service_account = string
    repositories    = map(string)
  })
}

variable "service_account_email" {
  description = "Whom it runs as."
  type        = string
}

variable "variables" {
  description = "Environment variables."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "Environment variables whose values come from Secret Manager when an instance starts."
  type = map(object({
    project = string
    secret  = string
    version = string
  }))
  default = {}
}

variable "ingress" {
  description = "Who reaches it: ALLOW_ALL or ALLOW_INTERNAL_ONLY. Whoever does still needs run.invoker."
  type        = string
  default     = "ALLOW_INTERNAL_ONLY"
}

variable "size" {
  description = "An instance's size, how many requests it takes at once, how many instances there may be, and how long a request may take (s)."
  type = object({
    cpu           = string
    memory        = string
    concurrency   = number
    min_instances = number
    max_instances = number
    timeout_s     = number
  })
}
