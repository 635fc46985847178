locals {
  urls = { for function in var.functions : function => { for region in var.regions : region => module.function["${function}/${region}"].uri } }
}

output "urls" {
  description = "Function → region → URL."
  value       = local.urls
}

output "functions" {
  description = "Function → region → the deployed function's name."
  value       = { for function in var.functions : function => { for region in var.regions : region => module.function["${function}/${region}"].name } }
}

output "dispatcher" {
  description = "The dispatcher's name; null where it is not deployed."
  value       = one(module.dispatcher[*].name)
}

output "dispatcher_url" {
  description = "The dispatcher's address; null where it is not deployed."
  value       = one(module.dispatcher[*].uri)
}
