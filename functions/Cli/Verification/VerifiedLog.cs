using Loadgen.Analysis.Verification;
using Loadgen.Records;

namespace Loadgen.Cli.Verification;

/// <summary>A log and what was found in it.</summary>
internal sealed record VerifiedLog(string Name, VerificationReport Report)
{
    /// <summary>Judges a log.</summary>
    public static VerifiedLog Of(FoundLog log, VerificationOptions options) =>
        new(log.Name, RunVerifier.Verify(RunLogReader.Read(log.Content), options));
}
