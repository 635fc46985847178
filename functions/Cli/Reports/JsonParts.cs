using System.Text.Json;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Cli.Reports;

/// <summary>What a report's document is put together from.</summary>
internal static class JsonParts
{
    extension(Utf8JsonWriter writer)
    {
        public void WriteArray<T>(string name, IEnumerable<T> values, Action<T> write)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
                write(value);
            writer.WriteEndArray();
        }

        public void WriteObjects<T>(string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write) =>
            writer.WriteArray(name, values, value =>
            {
                writer.WriteStartObject();
                write(writer, value);
                writer.WriteEndObject();
            });

        /// <summary>A number; null where it is none that JSON has.</summary>
        public void WriteFinite(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number))
                writer.WriteNumber(name, number);
            else
                writer.WriteNull(name);
        }

        public void WriteCount(string name, long? value)
        {
            if (value is { } count)
                writer.WriteNumber(name, count);
            else
                writer.WriteNull(name);
        }

        public void WriteEstimate(string name, Estimate? estimate)
        {
            if (estimate is null)
            {
                writer.WriteNull(name);
                return;
            }

            writer.WriteStartObject(name);
            writer.WriteFinite("value", estimate.Value);
            writer.WriteFinite("low", estimate.Interval?.Low);
            writer.WriteFinite("high", estimate.Interval?.High);
            writer.WriteEndObject();
        }

        public void WriteCounts(string name, IEnumerable<KeyValuePair<string, long>> counts)
        {
            writer.WriteStartObject(name);
            foreach (var (value, count) in counts)
                writer.WriteNumber(value, count);
            writer.WriteEndObject();
        }
    }
}
