using System.Text.Json;
using Loadgen.Storage;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>The planner remembers more than it has published.</summary>
internal sealed class CheckpointAhead : StoreMutant
{
    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken) =>
        base.WriteAsync(
            store,
            name,
            name.EndsWith("checkpoint.json", StringComparison.Ordinal) ? "{\"published\":1000,\"n\":0}"u8.ToArray() : content,
            ifGeneration,
            cancellationToken);
}

/// <summary>Of two planners, the one that is behind counts every other time.</summary>
internal sealed class CheckpointGoesBack : StoreMutant
{
    private bool _goesBack;

    protected override Task<long> WriteAsync(
        IObjectStore store, string name, ReadOnlyMemory<byte> content, long ifGeneration, CancellationToken cancellationToken)
    {
        if (!name.EndsWith("checkpoint.json", StringComparison.Ordinal))
            return base.WriteAsync(store, name, content, ifGeneration, cancellationToken);

        _goesBack = !_goesBack;
        var number = JsonElement.Parse(content.Span).GetProperty("n").GetInt32();
        return base.WriteAsync(
            store,
            name,
            _goesBack ? content : JsonSerializer.SerializeToUtf8Bytes(new { published = 0, n = number }),
            ifGeneration,
            cancellationToken);
    }
}

/// <summary>Every message that says it is a continuation is taken for it.</summary>
internal sealed class EveryContinuationTaken() : Forgotten("/continuations/");

/// <summary>Nobody remembers that the hour has a run.</summary>
internal sealed class HourForgotten() : Forgotten("/hour.json");
