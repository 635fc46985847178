namespace Loadgen.Tests.Workloads.Files;

/// <summary>A file with a single problem, in JSON, which is YAML too.</summary>
/// <param name="Problem">What is said of it.</param>
/// <param name="Reason">Why it is bad.</param>
/// <param name="SchemaKnows">Whether a schema can know.</param>
internal sealed record BadFile(string Text, string Problem, string Reason, bool SchemaKnows = true);

/// <summary>All files with a single problem.</summary>
internal static class BadFiles
{
    public static readonly BadFile[] Rows = [.. BadMembers.Rows, .. BadSchedules.Rows, .. BadPayloads.Rows];

    /// <summary>The rows by their positions, since some texts are too long to name a test.</summary>
    public static TheoryData<int, string> Table
    {
        get
        {
            var table = new TheoryData<int, string>();
            foreach (var (position, row) in Rows.Index())
                table.Add(position, row.Reason);
            return table;
        }
    }
}
