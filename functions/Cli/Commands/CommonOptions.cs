using System.CommandLine;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>The hour that is taken where nobody names one: that of the contract's examples, so that whoever repeats a command sees the same.</summary>
    public static TraceHour DefaultHour { get; } = TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of anything for the eye." };

    public static Option<string> UpFolder() => new("--out")
    {
        Description = "Where each local cloud gets a folder of its own, and `loadgen tick` finds the one that is up.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("artifacts", "up"),
    };

    public static Option<TraceHour?> Hour(string otherwise) => new("--hour")
    {
        Description = $"The trace hour, ISO 8601, cut to the hour; UTC where it has no offset. Otherwise {otherwise}.",
        HelpName = "ISO",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Instant.TryParse(text, out var moment))
                return TraceHour.Containing(moment);
            result.AddError($"--hour: found '{text}'; allowed: an hour in ISO 8601 such as {DefaultHour}");
            return null;
        },
    };
}
