namespace Loadgen.Cli.Tests;

/// <summary>The log of README's hour, with the members that are judged.</summary>
internal static class SmallLog
{
    private const string Run =
        """
        "experiment_id":"experiment-2026-01-15","scenario":"A","trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z"
        """;

    private static readonly (string Name, string Text)[] Lines =
    [
        ("loadgen_start", $$"""{"message":"loadgen_start",{{Run}},"invocations":4,"dry_run":false}"""),
        Event("api_health_check", "13:00:04.501"),
        Event("crypto_key_gen", "13:01:04.356"),
        Event("image_format_converter", "13:04:03.002"),
        Event("video_transcoder", "13:08:14.882"),
        ("loadgen_complete", $$"""{"message":"loadgen_complete",{{Run}},"invocations":4}"""),
    ];

    public static string Whole => Join(Lines);

    public static string Without(string name) => Join(Lines.Where(line => line.Name != name));

    public static string Line(string name) => Join(Lines.Where(line => line.Name == name));

    private static string Join(IEnumerable<(string Name, string Text)> lines) => string.Concat(lines.Select(line => line.Text + "\n"));

    private static (string Name, string Text) Event(string function, string time) => (function,
        $$"""{{{Run}},"event_id":"experiment-2026-01-15:2026-01-20T13:00:00Z:"""
            + $$"""{{function}}:01","scheduled_time_utc":"2026-01-20T{{time}}Z","sent_time_utc":"2026-01-20T{{time}}Z","outcome":"ok"}""");
}
