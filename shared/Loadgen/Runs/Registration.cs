namespace Loadgen.Runs;

/// <summary>What became of a tick's wish for a run.</summary>
public abstract record Registration
{
    private Registration()
    {
    }

    /// <summary>The run is the tick's, as it was begun at the tick's first delivery.</summary>
    public sealed record Begun(RunManifest Manifest) : Registration;

    /// <summary>The hour has another run, and the tick asks for neither a replay nor a dry run.</summary>
    public sealed record Duplicate(string RunId) : Registration;
}
