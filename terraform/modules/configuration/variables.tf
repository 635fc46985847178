variable "variables" {
  description = "The environment variables of a scenario by their names, as both functions would read them."
  type        = map(string)
}

variable "events_topic" {
  description = "What EVENTS_TOPIC has to be where Terraform makes the topic; null: any topic."
  type        = string
  default     = null
}
