using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Loadgen.Import.Problems;

namespace Loadgen.Import.Sources;

/// <summary>The rows of a CSV file, one at a time. The first one is its header.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>What begins with a quotation mark that nobody closes would otherwise be read to the file's end.</summary>
    private const int LongestField = 1000;

    private readonly TraceFile _file;
    private readonly ProblemList _problems;
    private readonly CsvParser _parser;

    /// <param name="isRepetitive">Whether most fields are the same few texts again and again: each is then kept as one string.</param>
    /// <exception cref="ImportException">The file is empty, or not CSV.</exception>
    public CsvRows(TraceFile file, ProblemList problems, bool isRepetitive = false)
    {
        (_file, _problems) = (file, problems);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BufferSize = BufferSize,
            CacheFields = isRepetitive,
            MaxFieldSize = LongestField,
            BadDataFound = bad => problems.AddText(
                file.Name, Line, "", bad.Field, "CSV: a quotation mark inside a field is doubled, and the one that opens it is closed"),
        };
        _parser = new(new StreamReader(file.Open()), configuration);
        if (!Next())
        {
            _parser.Dispose();
            throw problems.Fatal(file.Name, null, "", "nothing: the file is empty", "CSV with a header");
        }

        Header = [.. _parser.Record!.Select(name => name.Trim())];
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The line on which the row ends, 1-based.</summary>
    public long Line => _parser.RawRow;

    public string this[int column] => _parser[column];

    /// <summary>Goes to the next row that is as long as the header. Others are problems.</summary>
    public bool Read()
    {
        while (Next())
        {
            if (_parser.Count == Header.Count)
                return true;
            _problems.Add(_file.Name, Line, "", Columns(_parser.Count), $"{Columns(Header.Count)}, as in the header");
        }

        return false;
    }

    public void Dispose() => _parser.Dispose();

    /// <summary>Adds a problem with a field of the row.</summary>
    public void Refuse(int column, string allowed) => _problems.AddText(_file.Name, Line, PlaceOf(column), this[column], allowed);

    private string PlaceOf(int column) => string.Create(CultureInfo.InvariantCulture, $"column {column + 1} ({Header[column]})");

    private bool Next()
    {
        try
        {
            return _parser.Read();
        }
        catch (MaxFieldSizeException e)
        {
            throw _problems.Fatal(
                _file.Name,
                Line,
                "",
                string.Create(CultureInfo.InvariantCulture, $"a field of more than {LongestField} characters"),
                "CSV, every quotation mark closed",
                e);
        }
    }

    private static string Columns(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} column{(count == 1 ? "" : "s")}");
}
