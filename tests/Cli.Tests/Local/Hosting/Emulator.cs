using Loadgen.Cli.Local.Hosting.Processes;
using Loadgen.Testing.Skips;
using Xunit.Abstractions;

namespace Loadgen.Cli.Tests.Local.Hosting;

/// <summary>Google's Pub/Sub emulator as this machine has it.</summary>
internal static class Emulator
{
    static Emulator()
    {
        try
        {
            Program = EmulatorProgram.Find(Environment.GetEnvironmentVariable);
        }
        catch (UsageException e)
        {
            Missing = e.Message;
        }
    }

    /// <summary>What there is to start.</summary>
    public static EmulatorProgram? Program { get; }

    /// <summary>Why there is nothing to start.</summary>
    public static string? Missing { get; }
}

/// <summary>Tells why there are no tests with the emulator.</summary>
public sealed class EmulatorNotice(IMessageSink output) : SkipNotice(output, "the tests with Google's Pub/Sub emulator", Emulator.Missing);
