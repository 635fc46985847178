using System.Globalization;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Steps;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;
using Loadgen.Cloud.Workloads;
using Loadgen.Configuration;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>The workloads of a command's experiments: read before anything starts, each once, with all that is wrong with them.</summary>
/// <param name="connect">Makes the client, where one lies in Cloud Storage.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="steps">Shows what takes long.</param>
internal sealed class WorkloadInputs(Func<StorageClient> connect, TimeProvider time, StepDisplay steps)
{
    private readonly Dictionary<(string? Uri, WorkloadParameters Parameters), GivenWorkload?> _read = [];
    private readonly List<string> _problems = [];

    /// <summary>With Cloud Storage, or the emulator that the operator's environment names.</summary>
    public static WorkloadInputs Of(Shell shell) => new(
        () => StorageClients.For(StorageAddress.Of(shell.Variable(StorageEmulator.Variable))).Build(), shell.Time, shell.Steps);

    /// <summary>Reads one.</summary>
    /// <param name="name"><see langword="null"/>: the built-in one.</param>
    /// <returns><see langword="null"/> where it cannot be used.</returns>
    public async Task<GivenWorkload?> FindAsync(WorkloadName? name, WorkloadParameters parameters, CancellationToken cancellationToken)
    {
        var key = (name?.Uri, parameters);
        if (!_read.TryGetValue(key, out var given))
        {
            given = name is null ? GivenWorkload.BuiltIn(parameters) : await ReadAsync(name, parameters, cancellationToken);
            _read.Add(key, given);
        }

        return given;
    }

    /// <summary>Reads one as it is written, with its placeholders.</summary>
    /// <returns><see langword="null"/> where it cannot be used.</returns>
    public Task<GivenWorkload?> FindAsync(WorkloadName name, CancellationToken cancellationToken) =>
        ReadAsync(name, parameters: null, cancellationToken);

    /// <summary>Adds what else is wrong.</summary>
    public void Report(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <exception cref="UsageException">Something is wrong; it lists all that is.</exception>
    public void ThrowIfWrong()
    {
        List<string> problems = [.. _problems.Distinct(StringComparer.Ordinal)];
        if (problems.Count > 0)
        {
            throw new UsageException(
                "the workload cannot be used as it is:" + string.Concat(problems.Select(problem => $"\n  {problem}")));
        }
    }

    private async Task<GivenWorkload?> ReadAsync(WorkloadName name, WorkloadParameters? parameters, CancellationToken cancellationToken)
    {
        using var step = steps.Begin($"Reading {name.Text}");
        try
        {
            var file = new WorkloadFile(name.Uri, parameters, connect, time);
            if (name.Object is null)
                return new(name, await file.ReadAsync(cancellationToken));

            using var content = new MemoryStream();
            await using (var opened = await file.OpenAsync(cancellationToken))
                await opened.CopyToAsync(content, cancellationToken);
            content.Position = 0;
            return new(name, WorkloadReader.Read(content, WorkloadSyntax.Of(name.Uri), parameters), content.ToArray());
        }
        catch (WorkloadException e)
        {
            Report(e.Problems.Select(problem => $"{name.Text}:{problem.Line}: {(problem.Place.Length > 0 ? $"{problem.Place}: " : "")}"
                + $"found {problem.Found}; allowed: {problem.Allowed}"));
            if (e.More > 0)
                Report([string.Create(CultureInfo.InvariantCulture, $"{name.Text}: and {e.More} more")]);
            return null;
        }
        catch (WorkloadUnavailableException e)
        {
            Report([$"{name.Place}: {e.Message}"]);
            return null;
        }
    }
}
