using System.Text;
using Loadgen.Clocks;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Functions.Tests.Invoker;
using Loadgen.Testing.Fuzzing;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Fuzzing;

/// <summary>
/// Whatever is pushed, a function answers: 200, 400 or 503, an error told once where it is one, never an exception, and a log that stays
/// small.
/// </summary>
public sealed class HostilePushTests
{
    /// <summary>
    /// Runs and claims without a bucket stay in memory; a host that lives through a campaign of millions would keep them all.
    /// </summary>
    private const int CasesOfAHost = 5_000;

    private static readonly string[] Ticks = ["", "{}", """{"trace_hour_utc":"2026-01-20T13:00:00Z","dry_run":true,"replay":true}"""];

    private static readonly string Event = EventMessages.First();

    /// <summary>Bodies, and whether they are a whole CloudEvent.</summary>
    private sealed record Case(byte[] Body, bool IsCloudEvent)
    {
        public override string ToString() => $"{Hostile.Show(Body)}{(IsCloudEvent ? ", a CloudEvent" : "")}";
    }

    // Hours lie far in the past for this clock, so that ticks are worked off at once; those that do not are nacked within milliseconds.
    [Fact]
    public Task The_planner_answers_whatever_is_pushed() => PushAsync(
        random => Ticks[random.Next(Ticks.Length)],
        () => FunctionServer.Planner(
            Variables.Of("A", ("PLAN_WINDOW_S", "60")),
            new ScaledTimeProvider(TimeProvider.System, new DateTimeOffset(9990, 1, 1, 0, 0, 0, TimeSpan.Zero), speed: 1000)),
        [200, 400]);

    // No event of the experiment's hour is due for this clock, which stands still.
    [Fact]
    public Task The_invoker_answers_whatever_is_pushed() => PushAsync(
        _ => Event,
        () => FunctionServer.Invoker(
            Variables.Of("A", ("DRY_RUN", "true")),
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(1969, 1, 1, 0, 0, 0, TimeSpan.Zero))),
        [400, 503]);

    private static async Task PushAsync(Func<Random, string> good, Func<FunctionServer> start, int[] met)
    {
        var server = start();
        var cases = 0;
        var statuses = new HashSet<int>();
        try
        {
            await FuzzCampaign.RunAsync(5, random => Make(random, Encoding.UTF8.GetBytes(good(random))), async pushed =>
            {
                if (++cases % CasesOfAHost == 0)
                {
                    server.Dispose();
                    server = start();
                }

                statuses.Add(await CheckAsync(server, pushed));
            });
            // A campaign that spoils everything, or nothing, would say little.
            Assert.True(cases < 100 || met.All(statuses.Contains), string.Join(", ", statuses));
        }
        finally
        {
            server.Dispose();
        }
    }

    private static async Task<int> CheckAsync(FunctionServer server, Case pushed)
    {
        server.Log.Entries.Clear();
        using var request = Pushes.Raw(pushed.Body, pushed.IsCloudEvent ? "application/cloudevents+json" : "application/json");

        var status = await server.SendAsync(request);

        Assert.Contains(status, new[] { 200, 400, 503 });
        var errors = server.Log.From(LogLevel.Error);
        Assert.Equal(status == 400 ? 1 : 0, errors.Count);
        Assert.All(server.Log.Entries, entry => Assert.Null(entry.Exception));
        // Of what the framework says itself, the length is not ours to bound.
        Assert.All(
            server.Log.Entries.Where(entry => entry.Category.StartsWith("Loadgen", StringComparison.Ordinal)),
            entry => Assert.InRange(entry.Message.Length, 1, 3000));
        return status;
    }

    private static Case Make(Random random, byte[] data)
    {
        // Data that can hardly be read in an envelope that can, and the other way round.
        var spoilt = random.Next(2) == 0 && data.Length > 0 ? Hostile.Spoil(random, data) : data;
        var envelope = Pushes.Envelope(spoilt, $"m-{random.Next()}");
        var isCloudEvent = random.Next(3) == 0;
        var body = isCloudEvent
            ? Encoding.UTF8.GetBytes(
                $$"""{"specversion":"1.0","id":"{{random.Next()}}","source":"//s","type":"t","data":"""
                + Encoding.UTF8.GetString(envelope) + "}")
            : envelope;
        return new(random.Next(2) == 0 ? Hostile.Spoil(random, body) : body, isCloudEvent);
    }
}
