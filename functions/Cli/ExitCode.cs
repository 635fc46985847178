namespace Loadgen.Cli;

/// <summary>How the command ended.</summary>
internal enum ExitCode
{
    /// <summary>Done, and everything that was checked passed.</summary>
    Success = 0,

    /// <summary>It ran, and something failed.</summary>
    Failed = 1,

    /// <summary>It did not run: an argument, an env file or the configuration is wrong.</summary>
    BadArguments = 2,

    /// <summary>What was checked is not over, and nothing is wrong with it so far.</summary>
    Running = 3,

    /// <summary>Ctrl-C, as shells count it: 128 plus the signal's number.</summary>
    Interrupted = 130,
}
