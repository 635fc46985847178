using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Logs;

/// <summary>Where every stored line goes as well: standard output, which Cloud Logging reads.</summary>
public delegate void LineOutput(Run run, LogLine line);
