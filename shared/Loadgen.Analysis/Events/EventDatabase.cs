using System.Data;
using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Loadgen.Analysis.Events;

/// <summary>Events of runs as tables in memory: <see cref="EventSchema"/> has their columns. For one thread at a time.</summary>
public sealed class EventDatabase : IDisposable
{
    /// <summary>How many work at once: each has buffers of its own, and a report of a million events has a gigabyte.</summary>
    internal static int Threads { get; } = Math.Min(Environment.ProcessorCount, 4);

    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-events-");

    /// <summary>Holds no event yet.</summary>
    public EventDatabase()
    {
        _connection.Open();
        // What the tables do not take of the gigabyte is the rest of the process's. Nothing is ever fetched from a network.
        Execute(string.Create(CultureInfo.InvariantCulture, $"""
            SET memory_limit = '600MB';
            SET threads = {Threads};
            SET temp_directory = {SqlText.Quoted(_folder.FullName)};
            SET preserve_insertion_order = false;
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            """));
        Execute(EventSchema.Definition);
    }

    /// <summary>A folder of its own, which goes with it.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>
    /// Goes on with empty tables in a file, where they take a tenth of the memory; for few events that takes longer than it is worth.
    /// </summary>
    internal void MoveToDisk()
    {
        Execute($"ATTACH {SqlText.Quoted(Path.Combine(Folder, "events.duckdb"))} AS disk; USE disk;");
        Execute(EventSchema.Definition);
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var command = CommandOf(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads the rows of a query, whose parameters are <c>$1</c>, <c>$2</c>, ….</summary>
    public IReadOnlyList<T> Read<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> parameters)
    {
        using var command = CommandOf(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Reads a query's rows group by group, and holds one at a time: rows with the same key that follow each other.</summary>
    public IEnumerable<(TKey Key, List<T> Rows)> ReadGroups<TKey, T>(string sql, Func<DbDataReader, (TKey Key, T Row)> row)
        where TKey : struct, IEquatable<TKey>
    {
        using var command = CommandOf(sql, []);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        TKey? last = null;
        while (reader.Read())
        {
            var (key, value) = row(reader);
            if (last is { } group && !group.Equals(key))
            {
                yield return (group, rows);
                rows = [];
            }

            last = key;
            rows.Add(value);
        }

        if (last is { } end)
            yield return (end, rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private DuckDBCommand CommandOf(string sql, ReadOnlySpan<object?> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandType = CommandType.Text;
        foreach (var parameter in parameters)
            command.Parameters.Add(new DuckDBParameter(parameter ?? DBNull.Value));
        return command;
    }
}
