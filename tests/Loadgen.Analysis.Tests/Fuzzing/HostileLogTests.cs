using System.Text;
using Loadgen.Analysis.Verification;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Records;
using Loadgen.Testing.Fuzzing;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Fuzzing;

/// <summary>Whatever a file holds, verifying it ends in a report; and so does a log object that others have written to.</summary>
public sealed class HostileLogTests
{
    private static readonly LogText Log = new(Scenario.C);

    private static readonly byte[][] Lines = [.. Log.Lines().Concat(new LogText(hour: 14).Lines()).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public Task A_log_is_judged() => FuzzCampaign.RunAsync(15, Make, bytes =>
    {
        var reading = RunLogReader.Read(bytes);
        VerificationReport[] reports =
        [
            RunVerifier.Verify(reading, new()),
            RunVerifier.Verify(reading, new() { Plans = [Log.Plan] }),
            RunVerifier.Verify(reading, new() { ReadAt = new(DateTimeOffset.MaxValue, DateTimeOffset.MinValue) }),
        ];

        Assert.All(
            reports,
            report => Assert.All(
                report.Findings, finding => Assert.DoesNotContain(finding.Message, character => character is '\n' or '\r')));
        // Nothing less than the plan's lines passes for the plan.
        Assert.True(!reports[1].Passed || reading.Entries.Count == Log.Lines().Count);
    });

    [Fact]
    public Task A_log_object_of_others_is_taken_as_it_is() => FuzzCampaign.RunAsync(5, Make, bytes =>
    {
        var content = new LogContent(Log.Run);
        while (!content.Read(new(Generation: 1, bytes.Length, bytes.AsMemory((int)content.ReadTo))))
        {
        }

        Assert.InRange(content.Events, 0, bytes.Length);
    });

    /// <summary>Lines in any order, some of them spoilt, and perhaps the whole as well.</summary>
    private static byte[] Make(Random random)
    {
        var text = new List<byte>();
        for (var count = random.Next(1, 16); count > 0; count--)
        {
            var line = Lines[random.Next(Lines.Length)];
            text.AddRange(random.Next(3) == 0 ? Hostile.Spoil(random, line) : line);
            text.Add((byte)'\n');
        }

        return random.Next(4) == 0 ? Hostile.Spoil(random, [.. text]) : [.. text];
    }
}
