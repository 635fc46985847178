using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;

namespace Loadgen.Functions.Tests.Invoker;

/// <summary>Messages as the planner writes them, and what one change makes of them.</summary>
internal static class EventMessages
{
    /// <summary>The messages of the hour that the tests' tick asks for, in the order in which they are due.</summary>
    public static IReadOnlyList<EventMessage> OfHour(string scenario)
    {
        var plan = Plan(scenario);
        return [.. plan.Events.Select(plan.MessageOf)];
    }

    /// <summary>The run that has them.</summary>
    public static HourPlan Plan(string scenario = "A")
    {
        var configuration = ConfigurationReader.Read(Variables.Of(scenario).GetValueOrDefault, ConfigurationRole.Planner);
        return HourPlan.Of(configuration, SomeWorkload.BuiltIn, Tick.Read(default), Pushes.TickTime);
    }

    /// <summary>The data of the first of them, due at 13:00 and a few seconds.</summary>
    public static string First(string scenario = "A") => Encoding.UTF8.GetString(EventMessageCodec.Encode(OfHour(scenario)[0]).Data.Span);

    /// <summary>The same with the member at <paramref name="path"/> (<c>run/scenario</c>) replaced by a JSON text, or removed.</summary>
    public static string With(string path, string? json)
    {
        var root = JsonNode.Parse(First())!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(root, (node, step) => node[step]!).AsObject();
        if (json is null)
            Assert.True(parent.Remove(steps[^1]), path);
        else
            parent[steps[^1]] = JsonNode.Parse(json);
        return root.ToJsonString();
    }
}
