using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// A run's log object. It grows by composing, conditional on the generation whose content is known. Nothing of it is read twice: whoever
/// was overtaken reads on from where it was.
/// </summary>
/// <remarks>One at a time uses it.</remarks>
internal sealed class LogObject(IObjectStore store, RunPaths paths, Run run, LogServices services)
{
    private const int PartSize = 4 << 20;

    /// <summary>What was known last. It may have grown since.</summary>
    public LogContent Content { get; private set; } = new(run);

    /// <summary>Reads what is not known yet.</summary>
    public async Task ReadOnAsync(CancellationToken cancellationToken)
    {
        for (var most = PartSize; ;)
        {
            var from = Content.ReadTo;
            var part = await store.ReadPartAsync(run.LogObject, from, most, cancellationToken);
            if (part is null || part.Length < Content.Length)
                Content = new(run); // Somebody else deleted it.
            else if (Content.Read(part))
                return;
            if (part is null)
                return;
            most = Content.ReadTo > from ? PartSize : most * 2; // A line can be longer than a part.
        }
    }

    /// <summary>Adds lines.</summary>
    /// <exception cref="ObjectPreconditionException">It has grown.</exception>
    public async Task AppendAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellationToken)
    {
        var bytes = Join(lines);
        var generation = Content.Generation == 0
            ? await store.WriteAsync(run.LogObject, bytes, JsonLines.MediaType, ifGeneration: 0, cancellationToken)
            : await ComposeAsync(bytes, [], cancellationToken);
        Content.Grow(lines, bytes.Length, generation);
    }

    /// <summary>Adds what shards hold, behind a line that names them.</summary>
    /// <param name="objects">Their objects.</param>
    /// <param name="length">How long they are together.</param>
    /// <exception cref="ObjectPreconditionException">It has grown, or a shard is gone.</exception>
    public async Task TakeInAsync(LogLine naming, IReadOnlyList<string> objects, long length, CancellationToken cancellationToken)
    {
        var bytes = Join([naming]);
        var generation = await ComposeAsync(bytes, objects, cancellationToken);
        Content.Grow([naming], bytes.Length + length, generation);
    }

    private async Task<long> ComposeAsync(byte[] bytes, IReadOnlyList<string> more, CancellationToken cancellationToken)
    {
        var part = paths.PartOf(run, services.NewToken());
        var partGeneration = await store.WriteAsync(part, bytes, JsonLines.MediaType, ifGeneration: 0, cancellationToken);
        List<string> sources = Content.Generation == 0 ? [part, .. more] : [run.LogObject, part, .. more];
        var generation = await store.ComposeAsync(run.LogObject, sources, JsonLines.MediaType, Content.Generation, cancellationToken);
        await DeletePartAsync(part, partGeneration, cancellationToken);
        return generation;
    }

    private async Task DeletePartAsync(string part, long generation, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(part, generation, cancellationToken);
        }
        catch (Exception e) when (e is ObjectStoreUnavailableException or ObjectPreconditionException or OperationCanceledException)
        {
            // The lines are in the log; a part that stays behind costs nothing and goes with the bucket's lifecycle rule.
        }
    }

    private byte[] Join(IReadOnlyList<LogLine> lines)
    {
        var text = LogLine.Join(lines);
        return Content.EndsInNewLine ? text : [JsonLines.NewLine, .. text];
    }
}
