using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Workloads.Files;

/// <summary>Reads workload files. The same workload in YAML and in JSON gives the same result, and the same complaints.</summary>
public static class WorkloadReader
{
    /// <summary>The most bytes that a file may have.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>The most functions that a workload may have.</summary>
    public const int MostFunctions = 10_000;

    /// <summary>The most events that an hour of a workload may have.</summary>
    public const int MostEventsOfHour = 1_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="content">At most 64 MiB, read once from where it stands, and not closed.</param>
    /// <param name="parameters">
    /// What placeholders stand for; <see langword="null"/>: payloads stay as they are written, which is for showing them.
    /// </param>
    /// <exception cref="WorkloadException">It has errors: all of them are in it.</exception>
    public static Workload Read(Stream content, WorkloadSyntax syntax, WorkloadParameters? parameters) =>
        Read(content, MostBytes, syntax, new PayloadTexts(parameters), isStored: false);

    /// <summary>Reads the canonical JSON of a workload, in which texts are what they are.</summary>
    /// <exception cref="WorkloadException">It is something else.</exception>
    internal static Workload ReadStored(Stream content) =>
        Read(content, long.MaxValue, WorkloadSyntax.Json, PayloadTexts.Literal, isStored: true);

    private static Workload Read(Stream content, long largest, WorkloadSyntax syntax, PayloadTexts texts, bool isStored)
    {
        var findings = new Findings();
        using var bytes = new Utf8Stream(content, largest);
        TokenReader tokens = syntax is WorkloadSyntax.Json
            ? new JsonTokenReader(bytes)
            : new YamlTokenReader(bytes, (line, found, allowed) => findings.Add(line, found, allowed));
        try
        {
            var workload = new FileReader(new(tokens, findings), texts, isStored).Read();
            findings.ThrowIfAny();
            return workload!;
        }
        catch (TokenException e)
        {
            findings.Add(e.Line, e.Found, e.Allowed);
            findings.ThrowIfAny();
            throw;
        }
    }
}
