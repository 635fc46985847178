using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Output;
using Loadgen.Cli.Steps;

namespace Loadgen.Cli.Logs;

/// <summary>Loads logs into a database while somebody watches.</summary>
internal static class LoadedLogs
{
    /// <inheritdoc cref="EventLogs.Load(EventDatabase, IReadOnlyList{LogFile}, Action{long}, CancellationToken)"/>
    public static void Load(Shell shell, EventDatabase database, LocalLogs logs, CancellationToken cancellationToken)
    {
        var lines = logs.Files.Where(file => !LogEnding.IsOne(file.Path, [LogEnding.Columns])).Sum(file => FileFolder.LengthOf(file.Path));
        var what = NameOf(logs);
        using var step = shell.Steps.Begin($"Reading {what}", Unit.Bytes, lines, then: $"Making tables of {what}");
        EventLogs.Load(database, logs.Files, step.Add, cancellationToken);
    }

    /// <inheritdoc cref="FunctionLogs.Join"/>
    public static JoinedLogs Join(
        Shell shell, EventDatabase database, LocalLogs functions, LocalLogs dispatchers, CancellationToken cancellationToken)
    {
        using var step = shell.Steps.Begin($"Joining with {NameOf(functions.Files.Count > 0 ? functions : dispatchers)}");
        return FunctionLogs.Join(database, functions.Files, dispatchers.Files, cancellationToken);
    }

    private static string NameOf(LocalLogs logs) => logs.Files is [var log] ? log.Name : Counted.Of(logs.Files.Count, "log", "logs");
}
