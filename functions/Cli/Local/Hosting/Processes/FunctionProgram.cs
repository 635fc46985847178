using System.Collections;
using System.Globalization;
using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>
/// A function, started as the buildpack's image starts it: by <c>PORT</c>, <c>FUNCTION_TARGET</c> and the environment.
/// </summary>
/// <param name="Function">Its class. The assembly lies beside this program with everything that it needs.</param>
internal sealed record FunctionProgram(Type Function)
{
    /// <summary>Log categories that say the same at each start of each function.</summary>
    private static readonly string[] Chatty = ["Microsoft.Hosting.Lifetime", typeof(ClockSetting).FullName!];

    /// <summary>How it is started.</summary>
    /// <param name="port">Where it listens on this machine.</param>
    /// <param name="environment">Its configuration: none of what the operator's environment configures reaches it.</param>
    /// <exception cref="LocalCloudException">It is not there.</exception>
    public ProgramStart On(int port, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var folder = AppContext.BaseDirectory;
        var program = Path.Combine(folder, $"{Function.Assembly.GetName().Name}.dll");
        if (!File.Exists(program))
            throw new LocalCloudException($"{program}: there is no such function. `dotnet build functions/Cli` puts it there.");

        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key)
            .Where(IsOfFunctions)
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in environment)
            variables[name] = value;
        foreach (var category in Chatty)
            variables[$"Logging__LogLevel__{category}"] = "Warning";
        variables["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        variables["FUNCTION_TARGET"] = Function.FullName;

        // Whoever runs `dotnet run` may have another dotnet on the PATH, or none.
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new(dotnet, [program]) { Folder = folder, Variables = variables };
    }

    private static bool IsOfFunctions(string name) =>
        ConfigurationVariables.InOrder.Contains(name, StringComparer.Ordinal)
        || name is "PORT" or "FUNCTION_TARGET" or "FUNCTION_SIGNATURE_TYPE" or "DISPATCHER_SCHEDULE" or ClockSetting.Variable
        || name.StartsWith("K_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);
}
