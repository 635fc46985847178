using Loadgen.Functions.Tests.Hosting;
using Loadgen.Functions.Tests.Invoker;
using Loadgen.Runs;
using Loadgen.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests;

/// <summary>An object of the system's own that cannot be read is an error of its own, and no message's fault.</summary>
public sealed class StoredStateTests
{
    private static readonly RunPaths Paths = new("loadgen-logs");

    [Fact]
    public async Task The_planner_answers_with_an_error_that_names_the_object()
    {
        var name = Paths.HourOf(EventMessages.OfHour("A")[0].Run);
        using var planner = FunctionServer.Planner(Variables.Of("A"), TestClocks.From(13, 20), await WithBrokenAsync(name));
        using var tick = Pushes.Push("{}", "m-77");

        await RefusesAsync(planner, tick, name);

        Assert.Empty(planner.Publisher.Published);
    }

    [Fact]
    public async Task The_invoker_answers_with_an_error_that_names_the_object()
    {
        var message = EventMessages.OfHour("A")[0];
        var name = Paths.ClaimOf(message.Run, message.Event);
        using var invoker = FunctionServer.Invoker(Variables.Of("A"), TestClocks.From(13, 1), await WithBrokenAsync(name));
        using var push = Pushes.Push(EventMessages.First(), "m-77");

        await RefusesAsync(invoker, push, name);

        Assert.Empty(invoker.Lines);
    }

    private static async Task<Action<IServiceCollection>> WithBrokenAsync(string name)
    {
        var store = new MemoryObjectStore();
        await store.WriteAsync(name, "{}"u8.ToArray(), "application/json", ifGeneration: 0, CancellationToken.None);
        return services => services.AddSingleton<IObjectStore>(store);
    }

    private static async Task RefusesAsync(FunctionServer function, HttpRequestMessage push, string name)
    {
        Assert.Equal(500, await function.SendAsync(push));

        var error = Assert.Single(function.Log.From(LogLevel.Error));
        Assert.Contains("m-77", error.Message, StringComparison.Ordinal);
        Assert.Contains($"The object '{name}' has no '", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("dead-letter", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Exception);
    }
}
