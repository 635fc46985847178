using System.Diagnostics;
using Loadgen.Testing.Skips;
using Xunit.Abstractions;

namespace Loadgen.Terraform.Tests;

/// <summary>Runs the real terraform without a network, by the tool that lies beside the checkout.</summary>
internal static class TerraformOffline
{
    /// <summary>Against a hang: what takes a minute on an idle machine takes many on a busy one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly string Tool = Path.GetFullPath(
        Path.Combine(Repository.Root, "..", "shared", "tools", "terraform-offline", "tf-offline"));

    /// <summary>Why it cannot be run here; <see langword="null"/> where it can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsWindows() ? "terraform-offline is a shell script."
        : !File.Exists(Tool) ? $"There is no {Tool}."
        : Array.Find(["terraform", "node"], static program => !IsOnPath(program)) is { } program ? $"There is no {program} on PATH."
        : null;

    /// <summary>Runs terraform and returns what it wrote to its standard output.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="kept">Where the state stays between runs.</param>
    /// <param name="arguments">Terraform's.</param>
    /// <exception cref="InvalidOperationException">It failed, or did not end in time.</exception>
    public static async Task<string> RunAsync(string folder, string kept, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool, ["--keep", kept, folder, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TF_IN_AUTOMATION"] = "1", ["TF_CLI_ARGS"] = "-no-color" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"terraform {string.Join(' ', arguments)} did not end within {Patience.TotalMinutes} minutes.", e);
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"terraform {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>Tells why Terraform is not asked.</summary>
public sealed class TerraformNotice(IMessageSink output) : SkipNotice(output, "the tests with terraform", TerraformOffline.Missing);
