namespace Loadgen.Samples.Logs;

/// <summary>Where the one line of every request goes: standard output, which Cloud Logging reads, unless it is registered otherwise.</summary>
public delegate void RequestLog(RequestLine line);
