using System.Buffers;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// The log of one run: an object of JSON lines that only grows, one line per key, whoever writes and however often.
/// </summary>
/// <remarks>
/// Every write is conditional on the generation whose content was looked at, so a line is added only where it is known to be missing; a
/// writer that was overtaken, or does not know whether its write took effect, looks again. Nothing runs in the background, since a function
/// has a processor only while it answers: whoever waits for its line and finds nobody writing writes for all. A line whose writer gave up
/// waiting stays, and goes out with the next one or when its message is delivered again.
/// </remarks>
public sealed class RunLog
{
    private const string JsonLinesType = "application/x-ndjson";

    /// <summary>Cloud Storage takes about one write a second of one object.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly IObjectStore _store;
    private readonly RunPaths _paths;
    private readonly Run _run;
    private readonly LogServices _services;
    private readonly AsyncLock _writer = new();
    private readonly PendingLines _pending = new();
    private LogContent? _content;
    private DateTimeOffset _nextWrite = DateTimeOffset.MinValue;

    internal RunLog(IObjectStore store, RunPaths paths, Run run, LogServices services)
    {
        _store = store;
        _paths = paths;
        _run = run;
        _services = services;
    }

    /// <summary>Whether the run's last line is stored, so that nothing is left to write.</summary>
    public bool IsComplete => _content?.Has(LineKey.Complete) is true;

    /// <summary>
    /// Stores a line, unless the run has one of its key; with the last event's line it stores the line that completes the run.
    /// </summary>
    /// <returns>Whether the run's line of this key is this one. Either way the run has it, durably.</returns>
    /// <exception cref="OperationCanceledException">Nobody knows; the line stays in memory, see <see cref="FindLeftOver"/>.</exception>
    public Task<bool> AppendAsync(LogLine line, CancellationToken cancellationToken)
    {
        _pending.Add(line);
        return StoreAsync(line, cancellationToken);
    }

    /// <summary>The line of <paramref name="key"/> that an earlier delivery left in memory when it gave up waiting.</summary>
    public LogLine? FindLeftOver(LineKey key) => _pending.Find(key);

    /// <summary>Stores a line that was left over.</summary>
    /// <inheritdoc cref="AppendAsync"/>
    public async Task<bool> StoreAsync(LogLine line, CancellationToken cancellationToken)
    {
        using var pass = await _writer.EnterAsync(cancellationToken);
        if (_content?.Has(line.Key) is not true)
            await _services.Retry.RunAsync(WritePendingAsync, cancellationToken);
        _pending.RemoveStored(_content!);
        return _content!.IsStored(line);
    }

    /// <summary>Puts out a line that is not stored, and may never be.</summary>
    public void Tell(LogLine line) => _services.Output(line);

    /// <summary>Whether a line is stored, by the latest content of the object.</summary>
    public async Task<bool> ContainsAsync(LineKey key, CancellationToken cancellationToken)
    {
        using var pass = await _writer.EnterAsync(cancellationToken);
        return _content?.Has(key) is true || (await _services.Retry.RunAsync(LoadAsync, cancellationToken)).Has(key);
    }

    private async Task WritePendingAsync(CancellationToken cancellationToken)
    {
        await _services.Time.DelayUntilAsync(_nextWrite, cancellationToken);
        var content = _content ?? await LoadAsync(cancellationToken);
        var batch = _pending.MissingFrom(content);
        CompleteRun(content, batch);
        if (batch.Count == 0)
            return;

        _content = null; // Unknown from here on, until the write is known to have taken effect.
        _nextWrite = _services.Time.GetUtcNow() + WriteInterval;
        var generation = await WriteAsync(content, batch, cancellationToken);
        content.Grow(batch, generation);
        Settle(content);
    }

    private async Task<LogContent> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await _store.ReadAsync(_run.LogObject, cancellationToken);
        return Settle(stored is null ? LogContent.Absent() : LogContent.Read(stored.Generation, stored.Content, _run));
    }

    /// <summary>The last event's line brings the complete line with it, whoever writes it.</summary>
    private void CompleteRun(LogContent content, List<LogLine> batch)
    {
        var events = content.Events + batch.Count(line => line.Key.IsEvent);
        if (events < _run.Invocations || content.Has(LineKey.Complete) || batch.Exists(line => line.Key == LineKey.Complete))
            return;

        var complete = RunLine.OfComplete(_run, _services.Time.GetUtcNow());
        _pending.Add(complete);
        batch.Add(complete);
    }

    private async Task<long> WriteAsync(LogContent content, List<LogLine> lines, CancellationToken cancellationToken)
    {
        var bytes = Join(lines, precededByNewLine: !content.EndsInNewLine);
        if (content.Generation == 0)
            return await _store.WriteAsync(_run.LogObject, bytes, JsonLinesType, ifGeneration: 0, cancellationToken);

        var part = _paths.PartOf(_run, _services.NewToken());
        var partGeneration = await _store.WriteAsync(part, bytes, JsonLinesType, ifGeneration: 0, cancellationToken);
        var generation = await _store.ComposeAsync(
            _run.LogObject, [_run.LogObject, part], JsonLinesType, content.Generation, cancellationToken);
        await DeletePartAsync(part, partGeneration, cancellationToken);
        return generation;
    }

    private async Task DeletePartAsync(string part, long generation, CancellationToken cancellationToken)
    {
        try
        {
            await _store.DeleteAsync(part, generation, cancellationToken);
        }
        catch (Exception e) when (e is ObjectStoreUnavailableException or ObjectPreconditionException or OperationCanceledException)
        {
            // The lines are in the log; a part that stays behind costs nothing and goes with the bucket's lifecycle rule.
        }
    }

    /// <summary>
    /// Takes this for the object's content, prints the pending lines that have become part of it, and forgets what needs no writing.
    /// </summary>
    private LogContent Settle(LogContent content)
    {
        _content = content;
        foreach (var line in _pending.RemoveStored(content))
            _services.Output(line);
        return content;
    }

    private static byte[] Join(List<LogLine> lines, bool precededByNewLine)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (precededByNewLine)
            buffer.Write(NewLine);
        foreach (var line in lines)
        {
            buffer.Write(line.Utf8.Span);
            buffer.Write(NewLine);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
