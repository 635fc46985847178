using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;

namespace Loadgen.Functions.Tests;

public sealed class StartTests
{
    private static readonly (string Name, string? Value)[] Mistakes =
    [
        ("EXPERIMENT_ID", null), ("FIXED_REGION", "two\nlines"), ("TIMEOUT_S", "soon"), ("VERIFY_TLS", "perhaps"), ("HOLD_MAX_S", "soon"),
    ];

    public static TheoryData<string> Functions => ["planner", "invoker"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Five_mistakes_stop_the_start_with_one_message_that_lists_all_five(string function)
    {
        var variables = Variables.Of("A", Mistakes);

        var exception = Record.Exception(() => Start(function, variables).Dispose());

        var refusal = Assert.IsType<ConfigurationException>(exception);
        Assert.Equal(Mistakes.Select(mistake => mistake.Name), refusal.Problems.Select(problem => problem.Variable));
        Assert.All(refusal.Problems, problem => Assert.Contains(problem.ToString(), refusal.Message, StringComparison.Ordinal));
        Assert.StartsWith("The configuration has 5 problems:", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner", "LOADGEN_REGION", "the invoker's")]
    [InlineData("invoker", "EVENTS_TOPIC", "the planner's")]
    public void A_variable_of_the_other_function_is_not_read(string function, string variable, string reason) =>
        Assert.True(Record.Exception(() => Start(function, Variables.Of("A", (variable, "two\nlines"))).Dispose()) is null, reason);

    private static FunctionServer Start(string function, Dictionary<string, string?> variables) => function == "planner"
        ? FunctionServer.Planner(variables, TimeProvider.System)
        : FunctionServer.Invoker(variables, TimeProvider.System);
}
