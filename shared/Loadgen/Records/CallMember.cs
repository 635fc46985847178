namespace Loadgen.Records;

/// <summary>The members of <c>invoke</c> and <c>dispatch</c>.</summary>
internal static class CallMember
{
    public const string Url = "url";
    public const string StatusCode = "status_code";
    public const string Latency = "latency_ms";
    public const string RequestBytes = "request_bytes";
    public const string ResponseBytes = "response_bytes";
    public const string Error = "error";
    public const string ResponseJson = "response_json";
    public const string ResponseSnippet = "response_snippet";
    public const string Timings = "timings";
    public const string Dns = "dns_ms";
    public const string Connect = "connect_ms";
    public const string Tls = "tls_ms";
    public const string FirstByte = "first_byte_ms";
    public const string Download = "download_ms";
}
