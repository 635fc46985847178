namespace Loadgen.Samples.Dispatching;

/// <summary>A schedule that cannot be used. It stops the dispatcher's start.</summary>
public sealed class ScheduleException(string file, IReadOnlyCollection<string> problems)
    : Exception($"The dispatcher's schedule {file} has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:\n"
        + string.Join('\n', problems.Select(problem => $"  {problem}")))
{
    /// <summary>The message alone: at a failed start, the list of problems helps and a stack trace does not.</summary>
    public override string ToString() => Message;
}
