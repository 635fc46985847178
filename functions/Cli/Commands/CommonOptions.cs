using System.CommandLine;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document, and nothing else." };

    /// <summary>A table of events that is written.</summary>
    public static Option<string> EventFile() => new ParsedOption<string>(
        Exports.EventFile.Option, Exports.EventFile.Allowed, static (text, out path) => Exports.EventFile.IsName(path = text))
    {
        Description = "The file to write: Parquet, or CSV with a header.",
        HelpName = "FILE",
    };

    public static Option<bool> Force() => new("--force") { Description = "Replace the file where it is there already." };

    public static Option<string> UpFolder() =>
        Folder("up", "Where each local cloud gets a folder of its own, and `loadgen tick` finds the one that is up.");

    /// <summary>Files that are read, as many as follow.</summary>
    public static Option<string[]> Files(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The folder of a command's folders, in <c>artifacts</c> unless told otherwise.</summary>
    public static Option<string> Folder(string name, string description) => new("--out")
    {
        Description = description,
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("artifacts", name),
    };

    /// <param name="otherwise">The hour that is taken without the option, for help.</param>
    public static Option<TraceHour?> Hour(string otherwise) => new ParsedOption<TraceHour?>(
        "--hour",
        "an hour in ISO 8601 such as 2026-01-20T13:00:00Z",
        static (text, out hour) =>
        {
            hour = Instant.TryParse(text, out var moment) ? TraceHour.Containing(moment) : null;
            return hour is not null;
        })
    {
        Description = $"The trace hour, ISO 8601, cut to the hour; UTC where it has no offset. Otherwise {otherwise}.",
        HelpName = "ISO",
    };
}
