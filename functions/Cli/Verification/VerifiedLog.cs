using Loadgen.Analysis.Verification;
using Loadgen.Records;

namespace Loadgen.Cli.Verification;

/// <summary>A log and what was found in it.</summary>
internal sealed record VerifiedLog(string Name, VerificationReport Report)
{
    /// <summary>Judges a log by itself.</summary>
    public static VerifiedLog Of(FoundLog log, VerificationOptions options) =>
        new(log.Name, RunVerifier.Verify(RunLogReader.Read(log.Content), options));

    /// <summary>Judges a log by what is stored of its runs, too.</summary>
    /// <param name="reading">When it was read.</param>
    public static async Task<VerifiedLog> OfAsync(
        FoundLog log, VerificationOptions options, Reading reading, CancellationToken cancellationToken)
    {
        var lines = RunLogReader.Read(log.Content);
        if (log.State is { } state)
            options = options with { Stored = await state.FindAsync(log.StateName, lines, cancellationToken) };
        return new(log.Name, RunVerifier.Verify(lines, options with { ReadAt = reading }));
    }
}
