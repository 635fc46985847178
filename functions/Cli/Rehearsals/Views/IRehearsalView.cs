using Loadgen.Cli.Rehearsals.Progress;

namespace Loadgen.Cli.Rehearsals.Views;

/// <summary>Shows a rehearsal while it goes on.</summary>
internal interface IRehearsalView
{
    /// <summary>Shows what happens until nothing more will.</summary>
    Task ShowAsync(RehearsalBoard board);
}
