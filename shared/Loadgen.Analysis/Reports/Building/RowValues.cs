using System.Data.Common;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>Columns that may be null.</summary>
internal static class RowValues
{
    extension(DbDataReader row)
    {
        /// <summary>A finite number; <see langword="null"/> where there is none.</summary>
        public double? Number(int column) =>
            !row.IsDBNull(column) && row.GetDouble(column) is var value && double.IsFinite(value) ? value : null;

        /// <summary>A text; <see langword="null"/> where there is none.</summary>
        public string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
