terraform {
  # 1.9: a variable's validation may look at other variables.
  required_version = ">= 1.9"

  # Exact, since there is no lock file: whoever applies gets the providers that this was tested with.
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "2.7.1"
    }
    time = {
      source  = "hashicorp/time"
      version = "0.13.1"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}
