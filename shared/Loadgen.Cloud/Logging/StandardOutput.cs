using System.Text;
using Loadgen.Logs;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Telemetry;

namespace Loadgen.Cloud.Logging;

/// <summary>Where lines of text go.</summary>
public delegate void TextOutput(string line);

/// <summary>
/// Standard output, for lines that are JSON objects: as they are, or, where Cloud Logging reads them, with the members of an entry behind
/// their own.
/// </summary>
public sealed class StandardOutput
{
    private readonly TextOutput _write;
    private readonly EntryMembers? _members;

    /// <param name="members"><see langword="null"/>: as they are.</param>
    internal StandardOutput(TextOutput write, EntryMembers? members) => (_write, _members) = (write, members);

    /// <summary>Writes a line of a run's log: a <see cref="LineOutput"/>.</summary>
    public void Write(Run run, LogLine line) => Write(line.ToString(), Severities.Of(line.Outcome), () => About(run, line.Key));

    /// <summary>Writes a line.</summary>
    /// <param name="line">A JSON object with members.</param>
    /// <param name="about">What it is about. Asked only where it is told.</param>
    public void Write(string line, Severity severity, Func<LogScope> about)
    {
        if (_members is not { } members)
        {
            _write(line);
            return;
        }

        var added = Json.Write(writer =>
        {
            writer.WriteStartObject();
            EntryMembers.WriteSeverity(writer, severity);
            members.WriteSubject(writer, about());
            writer.WriteEndObject();
        });
        // Of `{a}` and `{b}`: `{a,b}`.
        _write($"{line.AsSpan(0, line.Length - 1)},{Encoding.UTF8.GetString(added.Span[1..])}");
    }

    private static LogScope About(Run run, LineKey key)
    {
        var about = new LogScope();
        if (key.IsEvent)
            about.SetEvent(run.Scenario, run.RunId, key.Value);
        else
            about.SetRun(run.Scenario, run.RunId);
        return about;
    }
}
