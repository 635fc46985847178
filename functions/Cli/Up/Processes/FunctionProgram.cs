using System.Diagnostics;
using System.Globalization;
using Loadgen.Configuration;

namespace Loadgen.Cli.Up.Processes;

/// <summary>A function and how it is started: as the buildpack's image does, by <c>PORT</c>, <c>FUNCTION_TARGET</c> and the environment.</summary>
/// <param name="Assembly">Its assembly, which lies beside this program with all that it needs.</param>
/// <param name="Target">The function's type.</param>
internal sealed record FunctionProgram(string Assembly, string Target)
{
    /// <summary>What tells at each start what everybody knows, eleven times.</summary>
    private static readonly string[] Chatty = ["Microsoft.Hosting.Lifetime", typeof(ClockSetting).FullName!];

    /// <summary>The planner.</summary>
    public static FunctionProgram Planner { get; } = new("Loadgen.Planner", "Loadgen.Planner.PlannerFunction");

    /// <summary>The invoker.</summary>
    public static FunctionProgram Invoker { get; } = new("Loadgen.Invoker", "Loadgen.Invoker.InvokerFunction");

    /// <summary>A sample function.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    public static FunctionProgram Sample<TFunction>() => new("Loadgen.Samples", typeof(TFunction).FullName!);

    /// <summary>How it is started.</summary>
    /// <param name="port">Where it listens on this machine.</param>
    /// <param name="environment">Its variables. What else of the contract's variables the operator's environment has does not reach it.</param>
    /// <exception cref="LocalCloudException">It is not there.</exception>
    public ProcessStartInfo On(int port, IReadOnlyDictionary<string, string?> environment)
    {
        var folder = AppContext.BaseDirectory;
        var program = Path.Combine(folder, $"{Assembly}.dll");
        if (!File.Exists(program))
            throw new LocalCloudException($"{program}: there is no such function. `dotnet build functions/Cli` puts it there.");

        // Whoever runs `dotnet run` may have another dotnet on the PATH, or none.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program]) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(IsOfFunctions).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var category in Chatty)
            start.Environment[$"Logging__LogLevel__{category}"] = "Warning";
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTION_TARGET"] = Target;
        return start;
    }

    private static bool IsOfFunctions(string name) =>
        ConfigurationVariables.InOrder.Contains(name, StringComparer.Ordinal)
        || name is "PORT" or "FUNCTION_TARGET" or "FUNCTION_SIGNATURE_TYPE" or "DISPATCHER_SCHEDULE" or ClockSetting.Variable
        || name.StartsWith("K_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);
}
