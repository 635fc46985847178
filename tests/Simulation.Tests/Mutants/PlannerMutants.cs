using System.Text.Json;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Simulation.Instances;
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

/// <summary>A batch that the topic refuses is taken for published.</summary>
internal sealed class RefusedBatchBelieved : Mutant
{
    public override IMessagePublisher Of(IMessagePublisher publisher) => new Careless(publisher);

    private sealed class Careless(IMessagePublisher publisher) : IMessagePublisher
    {
        public async Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken)
        {
            try
            {
                await publisher.PublishAsync(topic, messages, cancellationToken);
            }
            catch (PublishException)
            {
            }
        }
    }
}

/// <summary>Of a batch, the topic gets all but the last message.</summary>
internal sealed class BatchCutShort : Mutant
{
    public override IMessagePublisher Of(IMessagePublisher publisher) => new Cutting(publisher);

    private sealed class Cutting(IMessagePublisher publisher) : IMessagePublisher
    {
        public Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken) =>
            publisher.PublishAsync(topic, messages.Count == 1 ? messages : [.. messages.SkipLast(1)], cancellationToken);
    }
}

/// <summary>Every message that says it is a continuation is taken for it.</summary>
internal sealed class EveryContinuationTaken() : Forgotten("/continuations/");

/// <summary>Nobody remembers that the hour has a run.</summary>
internal sealed class HourForgotten() : Forgotten("/hour.json");
