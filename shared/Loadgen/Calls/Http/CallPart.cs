namespace Loadgen.Calls.Http;

/// <summary>The parts of a call, in the order in which they follow each other.</summary>
internal enum CallPart
{
    Dns,
    Connect,
    Tls,
    FirstByte,
    Download,
}
