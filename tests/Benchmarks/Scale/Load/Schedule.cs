using System.Globalization;
using System.Text;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>Events at an even rate within one trace hour.</summary>
/// <param name="First">When the first one is due, a whole second.</param>
/// <param name="Rate">Events a second, of which a second has as many milliseconds or a divisor of that.</param>
internal sealed record Schedule(DateTimeOffset First, int Rate, int Seconds)
{
    /// <summary>The workload's one function, and its target.</summary>
    public const string Function = "api_health_check";

    /// <summary>What planner and Pub/Sub need before the first event: <c>LEAD_S</c>, and planning it.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(16);

    public int Events => Rate * Seconds;

    public DateTimeOffset Hour => First.AddTicks(-(First.Ticks % TimeSpan.TicksPerHour));

    public DateTimeOffset LastDue => First.AddSeconds((double)(Events - 1) / Rate);

    /// <summary>As soon as can be: where this hour is over before the last event, in the next one.</summary>
    public static Schedule After(DateTimeOffset now, int rate, int seconds)
    {
        var second = now + Ahead;
        var soon = new Schedule(second.AddTicks(-(second.Ticks % TimeSpan.TicksPerSecond)), rate, seconds);
        return soon.LastDue < soon.Hour.AddHours(1) ? soon : soon with { First = soon.Hour.AddHours(1) };
    }

    /// <summary>The workload file.</summary>
    public string ToWorkload()
    {
        var moments = new StringBuilder();
        for (var i = 0; i < Events; i++)
        {
            var offset = First - Hour + TimeSpan.FromSeconds((double)i / Rate);
            moments.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{offset:mm\\:ss\\.fff}\"");
        }

        return $$$"""
            {"workload":1,"name":"scale","functions":{"{{{Function}}}":{"payload":{"check":"ping"},"schedule":{"at":[{{{moments}}}] } } } }
            """;
    }
}
