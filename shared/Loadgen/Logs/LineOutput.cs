using Loadgen.Records;

namespace Loadgen.Logs;

/// <summary>Where every stored line goes as well: standard output, which Cloud Logging reads.</summary>
public delegate void LineOutput(LogLine line);
