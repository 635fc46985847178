namespace CloudBuild.Tests;

/// <summary>What a build does, by the tools that its scripts really call.</summary>
public sealed class BuildRunTests
{
    private const string VarFile = "experiment.tfvars";
    private const string Init = "terraform init -input=false -no-color";

    [Fact]
    public async Task Nothing_is_applied_unless_asked()
    {
        using var build = NewBuild();

        Assert.Null(await build.SubmitAsync(("_VAR_FILE", VarFile)));

        Assert.Contains(build.Calls, call => call.StartsWith("terraform plan ", StringComparison.Ordinal));
        Assert.DoesNotContain(build.Calls, call => call.StartsWith("terraform apply", StringComparison.Ordinal));
        Assert.Contains("nothing applied", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_asked_the_very_plan_that_was_shown_is_applied_after_all_tests()
    {
        using var build = NewBuild();

        Assert.Null(await build.SubmitAsync(("_VAR_FILE", VarFile), ("_APPLY", "true")));

        Assert.Equal(
            [
                "dotnet test",
                "terraform fmt", "terraform init", "terraform validate", "terraform test",
                "terraform init", "terraform plan", "terraform show",
                "python3 .ci/env-files",
                "dotnet run", "dotnet run",
                "terraform apply",
            ],
            build.Calls.Where(call => !call.StartsWith("gcloud", StringComparison.Ordinal) && call != "dotnet downloads")
                .Select(call => string.Join(' ', call.Split(' ')[..2])));
        var arguments = build.CallOf("terraform plan").Split(' ');
        var file = Assert.Single(arguments, argument => argument.StartsWith("-out=", StringComparison.Ordinal))["-out=".Length..];
        Assert.EndsWith(" " + file, build.CallOf("terraform apply"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet test", "test", "terraform")]
    [InlineData("terraform fmt", "check-terraform", "terraform plan")]
    [InlineData("terraform validate", "check-terraform", "terraform plan")]
    [InlineData("terraform test", "check-terraform", "terraform plan")]
    [InlineData("terraform plan", "plan", "terraform apply")]
    [InlineData("terraform show", "plan", "terraform apply")]
    [InlineData("python3 .ci/env-files", "list-scenarios", "terraform apply")]
    [InlineData("dotnet run", "plan-hours", "terraform apply")]
    [InlineData("terraform apply", "apply", "nothing")]
    public async Task What_fails_ends_the_build(string failing, string step, string neverReached)
    {
        using var build = NewBuild(failing);

        Assert.Equal(step, await build.SubmitAsync(("_VAR_FILE", VarFile), ("_APPLY", "true")));

        Assert.DoesNotContain(build.Calls, call => call.StartsWith(neverReached, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("dotnet run")]
    public async Task Loadgen_is_asked_about_every_scenario_even_if_it_refuses_one(string failing)
    {
        using var build = NewBuild(failing);

        await build.SubmitAsync(("_VAR_FILE", VarFile));

        Assert.Equal(
            ["baseline", "static-green"],
            build.Calls.Where(call => call.StartsWith("dotnet run --project functions/Cli -- plan --env-file ", StringComparison.Ordinal))
                .Select(Path.GetFileNameWithoutExtension));
        Assert.Equal(failing.Length == 0, build.Output.Contains("variables of static-green", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("elsewhere.tfvars")]
    public async Task A_variables_file_that_was_not_submitted_is_an_error_that_names_it(string file)
    {
        using var build = NewBuild();

        Assert.Equal("plan", await build.SubmitAsync(("_VAR_FILE", file)));

        Assert.Contains($"_VAR_FILE is '{file}'", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_but_true_and_false_is_no_answer_to_whether_to_apply()
    {
        using var build = NewBuild();

        Assert.Equal("apply", await build.SubmitAsync(("_VAR_FILE", VarFile), ("_APPLY", "yes")));

        Assert.Contains("_APPLY is 'yes'; allowed: true, false.", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(build.Calls, call => call.StartsWith("terraform apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_defaults_are_the_builds_own_project_and_a_bucket_of_it()
    {
        using var build = NewBuild();

        await build.SubmitAsync(("_VAR_FILE", VarFile));

        Assert.Contains($"{Init} -backend-config=bucket=my-project-loadgen-deploy -backend-config=prefix=terraform/state", build.Calls);
        Assert.EndsWith(
            $"-var-file=../{VarFile} -var=project_id=my-project -var=region=us-east1",
            build.CallOf("terraform plan"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_substitution_reaches_terraform()
    {
        using var build = NewBuild();
        build.AddFile("scenarios/all three.tfvars", "");

        Assert.Null(await build.SubmitAsync(
            ("_PROJECT", "other"),
            ("_REGION", "europe-west1"),
            ("_STATE_BUCKET", "states"),
            ("_STATE_PREFIX", "a/b"),
            ("_VAR_FILE", "scenarios/all three.tfvars")));

        Assert.Contains($"{Init} -backend-config=bucket=states -backend-config=prefix=a/b", build.Calls);
        Assert.EndsWith(
            "-var-file=../scenarios/all three.tfvars -var=project_id=other -var=region=europe-west1",
            build.CallOf("terraform plan"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_downloaded_once_for_their_versions()
    {
        using var build = NewBuild();
        await build.SubmitAsync(("_VAR_FILE", VarFile));
        Assert.Contains("dotnet downloads", build.Calls);
        Assert.StartsWith("nuget-", Assert.Single(build.Kept()).Name, StringComparison.Ordinal);

        build.StartAnew();
        await build.SubmitAsync(("_VAR_FILE", VarFile));
        Assert.DoesNotContain("dotnet downloads", build.Calls);
        Assert.Single(build.Calls, call => call.StartsWith("gcloud storage cp", StringComparison.Ordinal));

        build.StartAnew();
        build.AddFile("Directory.Packages.props", "other versions");
        await build.SubmitAsync(("_VAR_FILE", VarFile));
        Assert.Contains("dotnet downloads", build.Calls);
        Assert.Equal(2, build.Kept().Count);
    }

    [Fact]
    public async Task Packages_that_cannot_be_kept_or_fetched_stop_nothing()
    {
        using var build = NewBuild("gcloud storage");

        Assert.Null(await build.SubmitAsync(("_VAR_FILE", VarFile)));
    }

    [Fact]
    public async Task Packages_that_were_kept_in_pieces_are_downloaded_and_kept_again()
    {
        using var build = NewBuild();
        await build.SubmitAsync(("_VAR_FILE", VarFile));
        var kept = Assert.Single(build.Kept());
        await File.WriteAllTextAsync(kept.FullName, "half an archive");

        build.StartAnew();
        Assert.Null(await build.SubmitAsync(("_VAR_FILE", VarFile)));

        Assert.Contains("dotnet downloads", build.Calls);
        Assert.NotEqual("half an archive", await File.ReadAllTextAsync(kept.FullName));
    }

    private static LocalBuild NewBuild(string failing = "")
    {
        var build = new LocalBuild { Failing = failing };
        build.AddFile(VarFile, "");
        return build;
    }
}
