# One archive of the repository for all functions: what `dotnet publish functions/…` needs, and nothing that would change it without
# changing a function.
data "archive_file" "source" {
  type             = "zip"
  source_dir       = "${path.root}/.."
  output_path      = "${path.root}/.build/source.zip"
  output_file_mode = "0644" # Whatever the machine's umask, the same archive.

  excludes = [
    ".ci", ".gcloudignore", ".git", ".gitattributes", ".github", ".gitignore", ".idea", ".standins", ".terraform", ".vs", ".vscode",
    "*.slnx", "artifacts", "cloudbuild*.yaml", "Directory.Solution.targets", "terraform", "tests",
    "functions/Cli", "shared/Emulation", "shared/Loadgen.Analysis", "shared/Simulation",
    "**/bin", "**/obj", "**/TestResults", "**/BenchmarkDotNet.Artifacts",
    # What may lie about and is none of a build's business: env files hold secrets.
    "*.yaml", "*.yml", "*.env", "functions/*.yaml", "functions/*.yml", "functions/workloads", "**/.env", "**/*.md", "**/*.tfvars", "**/*.tfstate*", "**/*.user", "**/*.jsonl",
  ]
}

resource "google_storage_bucket" "source" {
  name                        = "${var.project_id}-${var.name_prefix}-source"
  location                    = var.region
  labels                      = var.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true # It can be made again from the repository.

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  depends_on = [time_sleep.apis]
}

resource "google_storage_bucket_object" "source" {
  # Named by its content: another archive is another object, which is what makes a function be built again.
  name   = "source-${data.archive_file.source.output_sha256}.zip"
  bucket = google_storage_bucket.source.name
  source = data.archive_file.source.output_path

  lifecycle {
    create_before_destroy = true
  }
}

# A repository of its own in each region, since a function's image has to lie where it runs. Without one, Cloud Functions makes one
# that destroy would leave behind.
resource "google_artifact_registry_repository" "functions" {
  for_each = toset(concat([var.region], local.sample_regions))

  repository_id = "${var.name_prefix}-functions"
  description   = "Images of the functions of ${var.name_prefix}."
  location      = each.key
  format        = "DOCKER"
  labels        = var.labels

  cleanup_policies {
    id     = "keep-the-latest"
    action = "KEEP"
    most_recent_versions {
      keep_count = 2
    }
  }
  cleanup_policies {
    id     = "delete-the-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_service_account" "build" {
  account_id   = "${var.name_prefix}-build"
  display_name = "${var.name_prefix} build"
  description  = "Cloud Build builds the functions of ${var.name_prefix} as this account."

  depends_on = [time_sleep.apis]
}

resource "google_storage_bucket_iam_member" "build_reads" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.build.member
}

resource "google_artifact_registry_repository_iam_member" "build_pushes" {
  for_each = google_artifact_registry_repository.functions

  repository = each.value.name
  location   = each.value.location
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.build.member
}

# Cloud Functions copies the archive into a bucket that it makes itself, gcf-v2-sources-NUMBER-REGION, and the build reads it there. The
# bucket does not exist before the first deployment, so the grant is the project's, with a condition that leaves that bucket alone.
resource "google_project_iam_member" "build_reads_copies" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = google_service_account.build.member

  condition {
    title       = "${var.name_prefix}-function-sources"
    description = "Cloud Functions' own copies of function sources."
    expression  = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-${local.project_number}-\")"
  }
}

# Log entries belong to a project: there is nothing smaller to grant this on. It can write log entries and read none.
resource "google_project_iam_member" "build_logs" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = google_service_account.build.member
}

# New permissions take a while until they hold everywhere; a build that starts before fails, and the apply with it. What has functions
# depends on this.
resource "time_sleep" "build_permissions" {
  create_duration = "180s"
  triggers = {
    sources = google_storage_bucket_iam_member.build_reads.id
    copies  = google_project_iam_member.build_reads_copies.id
    log     = google_project_iam_member.build_logs.id
    images  = join(" ", values(google_artifact_registry_repository_iam_member.build_pushes)[*].id)
  }
}

locals {
  build = {
    bucket          = google_storage_bucket.source.name
    object          = google_storage_bucket_object.source.name
    service_account = google_service_account.build.name
    repositories    = { for region, repository in google_artifact_registry_repository.functions : region => repository.id }
  }
}
