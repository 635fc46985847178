using Loadgen.Cli.Rehearsals.Progress;

namespace Loadgen.Cli.Rehearsals.Views;

/// <summary>Shows nothing: standard output belongs to the one document at the end.</summary>
internal sealed class SilentView : IRehearsalView
{
    public Task ShowAsync(RehearsalBoard board) => Task.CompletedTask;
}
