using System.Text.Json;
using System.Text.RegularExpressions;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Terraform.Tests;

/// <summary>The table over the logs has what lines have.</summary>
public sealed partial class TableTests
{
    /// <summary>Any JSON, for which there is no type; and what only says how the log came about.</summary>
    private static readonly string[] LeftOut = ["response_json", "dispatcher_priority", "shards", "bytes"];

    private static readonly DateTimeOffset Now = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    private static readonly Run Run = new("exp", Scenario.A, TraceHour.Containing(Now), "20260120T125900Z", 1, DryRun: false, "log.jsonl");

    private static readonly PlannedEvent Event = new("exp:2026-01-20T13:00:00Z:api_health_check:01", "api_health_check", 1, Now);

    private static IEnumerable<LogLine> Lines
    {
        get
        {
            var observer = new Observer("us-east1", new("machine", 1));
            var configuration = ConfigurationReader.Read(AgreementTests.Good.GetValueOrDefault, ConfigurationRole.Planner);
            yield return RunLine.OfStart(new(Run, "1", 15, Workload: null), configuration, observer.Clock, Now);
            yield return RunLine.OfShards(Run, ["0123456789abcdef0123456789abcdef-0-00000000-1"], 1, Now);
            yield return RunLine.OfComplete(Run, Now);
            yield return new DirectRecord
            {
                Run = Run,
                Event = Event,
                Outcome = Calls.Outcome.Unknown,
                Observer = observer,
                RecordedAt = Now,
                Route = null,
            }.ToLine();
            yield return new DispatchRecord
            {
                Run = Run,
                Event = Event,
                Outcome = Calls.Outcome.Unknown,
                Observer = observer,
                RecordedAt = Now,
                DispatcherUrl = new("https://dispatcher.example/"),
                Deadline = Now,
            }.ToLine();
        }
    }

    [Fact]
    public void Every_member_of_a_line_is_a_column_and_every_column_a_member()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Terraform, "bigquery.tf"));
        var locals = text[..text.IndexOf("resource ", StringComparison.Ordinal)];
        var columns = Column().Matches(locals).Select(match => match.Groups["name"].Value);
        var members = Lines.SelectMany(line =>
        {
            using var document = JsonDocument.Parse(line.Utf8);
            return Names(document.RootElement).ToList();
        });

        Assert.Equal(members.Except(LeftOut).Order(StringComparer.Ordinal), columns.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind is JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name))
        : [];

    // ["name", "TYPE"], a name of a list of names, or name = "timings".
    [GeneratedRegex("\"(?<name>[a-z_0-9]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Column();
}
