namespace Loadgen.Cli;

/// <summary>What the command tells whoever started it.</summary>
internal enum ExitCode
{
    /// <summary>Done, and what was checked is as it must be.</summary>
    Success = 0,

    /// <summary>It ran, and something is not as it must be.</summary>
    Failed = 1,

    /// <summary>It did not run: an argument, an env file or the configuration is wrong.</summary>
    BadArguments = 2,

    /// <summary>Ctrl-C, as shells count it: 128 and the signal's number.</summary>
    Interrupted = 130,
}
