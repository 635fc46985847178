using Xunit.Abstractions;
using Xunit.Sdk;

namespace Loadgen.Testing.Skips;

/// <summary>Tells the output of a run, once, why tests are skipped: the runner shows their names and keeps the reasons to itself.</summary>
public abstract class SkipNotice
{
    /// <param name="output">Shown where <c>xunit.runner.json</c> asks for diagnostic messages.</param>
    /// <param name="what">The tests.</param>
    /// <param name="reason">Why they are skipped; <see langword="null"/>: they are not.</param>
    protected SkipNotice(IMessageSink output, string what, string? reason)
    {
        if (reason is not null)
            output.OnMessage(new DiagnosticMessage($"Skipped: {what}. {reason}"));
    }
}
