variable "project_id" {
  description = "The project."
  type        = string
}

variable "name_prefix" {
  description = "What all names begin with."
  type        = string
}

variable "region" {
  description = "Where the dispatcher and the bucket are."
  type        = string
}

variable "regions" {
  description = "Where each of the functions is deployed."
  type        = list(string)
}

variable "functions" {
  description = "The IDs of the functions of the trace."
  type        = list(string)
}

variable "media_bucket" {
  description = "The name of the bucket for the image, the video and what becomes of them."
  type        = string
}

variable "deploy_dispatcher" {
  description = "Whether the dispatcher is deployed."
  type        = bool
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

variable "labels" {
  description = "Labels."
  type        = map(string)
}

variable "variables" {
  description = "What all of them are told, by the variables' names, without secrets."
  type        = map(string)
}

variable "secrets" {
  description = "What else all of them are told: which secret of Secret Manager, and which version."
  type = map(object({
    secret  = string
    version = string
  }))
}
