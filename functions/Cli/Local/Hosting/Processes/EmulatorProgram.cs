using Loadgen.Cli.Local.PubSub;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>Google's Pub/Sub emulator as it is installed: a jar of the gcloud component, and a Java to run it.</summary>
/// <param name="Java">The <c>java</c> command.</param>
internal sealed record EmulatorProgram(string Java, string Jar)
{
    private const string JarPrefix = "cloud-pubsub-emulator-";

    /// <summary>Names the jar where there is no gcloud.</summary>
    public const string JarVariable = "PUBSUB_EMULATOR_JAR";

    private static readonly string HowToInstall =
        "Install it with `gcloud components install pubsub-emulator` (Debian: `apt-get install google-cloud-cli-pubsub-emulator`), "
        + $"or name its jar in {JarVariable}, or start one yourself and name it in {ExternalPubSub.Variable}, "
        + $"or take the embedded one: `{CommandName.Current} up --pubsub embedded`.";

    /// <summary>What its name says of its version.</summary>
    public string Version => Path.GetFileNameWithoutExtension(Jar).Replace(JarPrefix, "", StringComparison.Ordinal);

    /// <summary>Looks for it.</summary>
    /// <param name="variable">An environment variable by its name.</param>
    /// <exception cref="UsageException">It is not there; the message says what is missing and how to install it.</exception>
    public static EmulatorProgram Find(Func<string, string?> variable)
    {
        var jar = FindJar(variable);
        var java = (variable("JAVA_HOME") is { Length: > 0 } home ? Command(Path.Combine(home, "bin"), "java") : null)
            ?? OnPath(variable, "java")
            ?? throw new UsageException(
                $"Google's Pub/Sub emulator needs Java, and there is no java on the PATH nor in JAVA_HOME. {HowToInstall}");
        return new(java, jar);
    }

    private static string FindJar(Func<string, string?> variable)
    {
        if (variable(JarVariable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new UsageException(
                    $"{JarVariable}: found '{named}', where there is no file; allowed: the emulator's jar, or nothing.");
        }

        if (OnPath(variable, "gcloud") is not { } gcloud)
            throw new UsageException($"Google's Pub/Sub emulator is not here: there is no gcloud on the PATH. {HowToInstall}");

        // <sdk>/bin/gcloud, often behind a link.
        var sdk = Path.GetDirectoryName(Path.GetDirectoryName(Target(gcloud)))!;
        var folder = Path.Combine(sdk, "platform", "pubsub-emulator", "lib");
        var jars = Directory.Exists(folder) ? Directory.GetFiles(folder, $"{JarPrefix}*.jar") : [];
        return jars.Max(StringComparer.Ordinal) ?? throw new UsageException(
            $"Google's Pub/Sub emulator is not here: there is no {JarPrefix}*.jar in {folder}. {HowToInstall}");
    }

    private static string Target(string link) => File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;

    private static string? OnPath(Func<string, string?> variable, string command) => (variable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Command(folder, command))
        .FirstOrDefault(found => found is not null);

    private static string? Command(string folder, string name) => new[] { name, $"{name}.exe", $"{name}.cmd" }
        .Select(file => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);
}
