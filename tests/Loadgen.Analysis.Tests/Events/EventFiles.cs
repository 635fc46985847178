using System.Globalization;
using System.Text;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Tests.Events;

/// <summary>Logs in a folder of a test's own.</summary>
internal sealed class EventFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-tests-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a log; its name for people is the file's without the folder.</summary>
    public LogFile Add(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return new(name, PathOf(name));
    }

    public LogFile Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public LogFile Add(string name, IEnumerable<string> lines) => Add(name, string.Concat(lines.Select(line => line + "\n")));

    public static EventDatabase Load(params LogFile[] files)
    {
        var database = new EventDatabase();
        EventLogs.Load(database, files, CancellationToken.None);
        return database;
    }

    /// <summary>A query's rows as text: <c>1 | null | 2026-01-20T13:00:04.501Z</c>.</summary>
    public static IReadOnlyList<string> Rows(EventDatabase database, string query) => database.Read(query, row => string.Join(
        " | ", Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? "null" : Text(row.GetValue(column)))));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(object value) => value is DateTime moment
        ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
