using System.Collections.Immutable;
using Loadgen.Workloads.Files;

namespace Loadgen.Simulation.Cloud;

/// <summary>What goes wrong in one hour, and how often.</summary>
public sealed record FaultProfile
{
    /// <summary>The share of deliveries that Pub/Sub makes twice.</summary>
    public double Duplicates { get; init; }

    /// <summary>New messages are delivered up to this much later.</summary>
    public TimeSpan DeliveryDelay { get; init; }

    /// <summary>Whether Pub/Sub starts with a few pushes at a time and slows down at failures.</summary>
    public bool SlowStart { get; init; }

    /// <summary>The share of requests to the store, and to Pub/Sub's publishing, that are refused.</summary>
    public double Refused { get; init; }

    /// <summary>The share of those requests that take effect and are not answered.</summary>
    public double AnswersLost { get; init; }

    /// <summary>How long a request to the store takes at most, while the store is up.</summary>
    public TimeSpan StoreLatency { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>When, counted from the tick, the store does not answer at all, and for how long.</summary>
    public (TimeSpan After, TimeSpan For) StoreOutage { get; init; }

    /// <summary>When, counted from the tick, the instances in an invoker's first place cannot reach the store, and for how long.</summary>
    public (TimeSpan After, TimeSpan For) NetworkCut { get; init; }

    /// <summary>The share of instances that crash, at an await that chance chooses.</summary>
    public double Crashes { get; init; }

    /// <summary>How many awaits such an instance survives at most.</summary>
    public int LongestLife { get; init; } = 400;

    /// <summary>How many times in the hour a deployment or scaling stops an instance of each function with SIGTERM.</summary>
    public int Stops { get; init; }

    /// <summary>The share of those stops that come while an event is due.</summary>
    public double StopsWhenDue { get; init; }

    /// <summary>How many messages that cannot be read are published to each topic.</summary>
    public int Poison { get; init; }

    /// <summary>The share of calls that go wrong: errors, timeouts, answers that never end.</summary>
    public double BadTargets { get; init; }

    /// <summary>How long targets take to answer as they should, by function ID; up to two seconds for those not in it.</summary>
    public IReadOnlyDictionary<string, TimeSpan> CallDurations { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>How many instances an event's pushes are spread over.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Whether the scheduler publishes a second tick, some seconds after the first.</summary>
    public bool SecondTick { get; init; }

    /// <summary>The tick is delivered up to this much after its time, as after an outage.</summary>
    public TimeSpan TickDelay { get; init; }

    /// <summary>How long after the tick's time the workload cannot be used.</summary>
    public TimeSpan WorkloadOutage { get; init; }

    /// <summary>Nothing goes wrong.</summary>
    public static FaultProfile None { get; } = new();

    /// <summary>The profile of an hour of many events: something of everything, so that most of them still are called.</summary>
    public static FaultProfile OfBig(Random random, int events) => new()
    {
        Duplicates = 0.05 * random.NextDouble(),
        DeliveryDelay = TimeSpan.FromSeconds(2 * random.NextDouble()),
        Refused = 0.05 * random.NextDouble(),
        AnswersLost = 0.05 * random.NextDouble(),
        StoreLatency = TimeSpan.FromMilliseconds(5 + (200 * random.NextDouble())),
        StoreOutage = (TimeSpan.FromSeconds(random.Next(3600)), TimeSpan.FromSeconds(random.Next(40))),
        NetworkCut = (TimeSpan.FromSeconds(random.Next(3600)), TimeSpan.FromSeconds(random.Next(60))),
        Crashes = 0.9,
        LongestLife = 5 * events,
        Stops = random.Next(12),
        StopsWhenDue = 1,
        Poison = random.Next(2),
        BadTargets = 0.2 * random.NextDouble(),
        Instances = 4,
        SecondTick = random.Next(5) == 0,
    };

    /// <summary>The profile of a seed: from no fault to everything at once.</summary>
    public static FaultProfile Of(Random random)
    {
        var severity = random.NextDouble();
        return new FaultProfile
        {
            Duplicates = Share(0.5),
            DeliveryDelay = TimeSpan.FromSeconds(Share(20)),
            SlowStart = Chance(0.5),
            Refused = Share(0.4),
            AnswersLost = Share(0.3),
            StoreLatency = TimeSpan.FromMilliseconds(5 + Share(1500)),
            StoreOutage = Chance(0.25) ? Outage() : default,
            NetworkCut = Chance(0.15) ? Outage() : default,
            Crashes = Share(0.8),
            Stops = random.Next((int)Share(8) + 1),
            StopsWhenDue = 0.7,
            Poison = Chance(0.1) ? random.Next(1, 3) : 0,
            BadTargets = Share(0.6),
            Instances = 1 + random.Next(4),
            SecondTick = Chance(0.2),
            TickDelay = Chance(0.1) ? TimeSpan.FromMinutes(random.Next(90)) : TimeSpan.Zero,
            WorkloadOutage = Chance(0.1) ? TimeSpan.FromSeconds(random.Next(1500)) : TimeSpan.Zero,
            CallDurations = Chance(0.3) ? SlowCalls() : ImmutableDictionary<string, TimeSpan>.Empty,
        };

        double Share(double most) => Chance(0.3) ? 0 : severity * most * random.NextDouble();

        // Some outlast a stop.
        Dictionary<string, TimeSpan> SlowCalls() =>
            BuiltInWorkload.Unresolved.Functions.ToDictionary(function => function.Id, _ => TimeSpan.FromSeconds(25 * random.NextDouble()));

        // Most last for some minutes, some for longer than anybody may wait.
        (TimeSpan After, TimeSpan For) Outage() =>
            (TimeSpan.FromSeconds(random.Next(900)), TimeSpan.FromSeconds(random.Next(Chance(0.25) ? 1500 : 300)));

        bool Chance(double probability) => random.NextDouble() < probability;
    }
}
