using Loadgen.Analysis.Events;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Steps;

namespace Loadgen.Cli.Verification;

/// <summary>A log and what was found in it.</summary>
internal sealed record VerifiedLog(string Name, VerificationReport Report)
{
    /// <summary>Judges a log by itself, its shards, and what is stored of its runs.</summary>
    /// <param name="reading">When it was read.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<VerifiedLog> OfAsync(
        FoundLog log, VerificationOptions options, Reading reading, StepDisplay steps, CancellationToken cancellationToken)
    {
        var digest = Read(log.View, steps, cancellationToken);
        var stored = await log.State.FindAsync(log.StateName, digest.Runs, cancellationToken);
        using var step = steps.Begin($"Holding {log.Name} against its plan");
        return new(log.Name, RunVerifier.Verify(digest, options with
        {
            Stored = stored,
            WithoutShards = log.View.WithoutShards,
            ReadAt = reading,
        }));
    }

    private static LogDigest Read(LogView view, StepDisplay steps, CancellationToken cancellationToken)
    {
        using var step = steps.Begin($"Verifying {view.Log.Name}", Unit.Bytes, view.Length);
        try
        {
            return LogDigestReader.Read(
                () => Open(view.Log), [.. view.Shards.Select(shard => (shard.Name, (Func<Stream>)(() => Open(shard))))], cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{view.Log.Name}: cannot be read ({e.Message}).", e);
        }

        CountedStream Open(LogFile file) => new(FileFolder.Open(file.Path), step.Add, cancellationToken);
    }
}
