using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Loadgen.Configuration;
using Loadgen.Logs.Shards;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Terraform.Tests;

/// <summary>By what a name ends in, lifecycle rules tell what a run needs while it goes on from what is kept as long as its log.</summary>
public sealed partial class RetentionTests
{
    private static readonly RunPaths Paths = new("loadgen-logs");

    private static readonly Run Run =
        new("exp", Scenario.A, TraceHour.Containing(DateTimeOffset.UnixEpoch), "19691231T235900Z", 1, DryRun: false, "log.jsonl");

    private static readonly IReadOnlyList<string> PassingEnds = ReadEnds("passing_state_ends"), ShardEnds = ReadEnds("shard_ends");

    public static TheoryData<string> Passing =>
    [
        Paths.CheckpointOf(Run),
        .. Enumerable.Range(0, 10).Select(digit => Paths.ContinuationOf(Run, 10 + digit)),
        .. Enumerable.Range(0, 10).Select(digit => Paths.ClaimOf(Run, new("e", "f", 100 + digit, default))),
        .. Tokens().Select(token => Paths.PartOf(Run, token)),
        .. Tokens().Select(Paths.Probe),
    ];

    public static TheoryData<string> Kept =>
    [
        Paths.HourOf(Run),
        Paths.ReplayOf(Run.ExperimentId, Run.Scenario, Run.TraceHour),
        Paths.ManifestOf(Run),
        .. Tokens().Select(token => Paths.WorkloadOf(Run, Convert.ToHexStringLower(SHA256.HashData(token.ToByteArray())))),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public void What_a_run_needs_while_it_goes_on_is_deleted(string name) => Assert.Contains(PassingEnds, end => IsOf(name, end));

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_tells_how_a_log_came_about_is_kept(string name) =>
        Assert.DoesNotContain(PassingEnds.Concat(ShardEnds), end => IsOf(name, end));

    [Fact]
    public void A_shard_may_have_lines_that_no_log_has_and_is_kept_for_longer()
    {
        var shard = Paths.ShardsOf(Run) + new ShardName($"{7:x32}", 0, 7, 32).ObjectName;

        Assert.DoesNotContain(PassingEnds, end => IsOf(shard, end));
        Assert.Contains(ShardEnds, end => IsOf(shard, end));
    }

    private static bool IsOf(string name, string end) => name.EndsWith(end, StringComparison.Ordinal);

    /// <summary>One for each hexadecimal digit that it may end in.</summary>
    private static IEnumerable<Guid> Tokens() => Enumerable.Range(0, 16).Select(digit => new Guid($"{digit:x32}"));

    private static List<string> ReadEnds(string list)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Terraform, "logs.tf"));
        var ends = EndsList().Matches(text).Single(match => match.Groups["list"].Value == list).Groups["ends"].Value;
        return [.. Quoted().Matches(ends).Select(match => match.Groups["end"].Value)];
    }

    [GeneratedRegex(" (?<list>[a-z_]+_ends) += \\[(?<ends>[^\\]]*)\\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EndsList();

    [GeneratedRegex("\"(?<end>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
