using System.Net.Sockets;
using System.Security.Authentication;

namespace Loadgen.Calls.Http;

/// <summary>
/// Says why a call failed, as <c>Kind: message</c>. The kinds are stable, for those who count them. The messages are our own wherever the
/// runtime's could quote a URL, a header or the answer.
/// </summary>
internal static class CallFailure
{
    private const int LongestMessage = 2000;

    /// <param name="exception">What ended the call.</param>
    /// <param name="reached">The part it ended in; <see langword="null"/>: it never started.</param>
    /// <param name="url">The target, of which host and port are told.</param>
    public static string Describe(Exception exception, CallPart? reached, Uri url)
    {
        if (Find<CallRefusedException>(exception) is { } refused)
            return $"{refused.Kind}: {OneLine(refused.Message)}";

        var socketError = Find<SocketException>(exception)?.SocketErrorCode;
        return reached switch
        {
            CallPart.Dns when socketError is { } code => $"NameResolution: no address for '{url.IdnHost}' ({code})",
            CallPart.Connect when socketError is { } code => DescribeConnect(code, url),
            CallPart.Tls => $"Tls: {DescribeTls(exception, socketError)}",
            CallPart.FirstByte or CallPart.Download when socketError is { } code => DescribeBroken(code),
            CallPart.FirstByte or CallPart.Download => DescribeAnswer(exception, reached.Value),
            _ => $"Internal: {exception.GetType().Name}",
        };
    }

    private static string DescribeConnect(SocketError code, Uri url) => code switch
    {
        SocketError.ConnectionRefused => $"ConnectionRefused: nobody listens at {url.IdnHost}:{url.Port}",
        SocketError.ConnectionReset => DescribeBroken(code),
        SocketError.TimedOut => $"ConnectTimeout: {url.IdnHost}:{url.Port} did not answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"Unreachable: no route to {url.IdnHost}:{url.Port} ({code})",
        _ => $"Connect: no connection to {url.IdnHost}:{url.Port} ({code})",
    };

    private static string DescribeTls(Exception exception, SocketError? socketError)
    {
        if (socketError is { } code)
            return $"the connection broke during the handshake ({code})";
        if (Find<AuthenticationException>(exception) is not { } authentication)
            return "the target ended the handshake or does not speak TLS";

        // With an inner exception the outer message only points to it, and the innermost is OpenSSL's own.
        return OneLine(authentication.GetBaseException().Message);
    }

    private static string DescribeBroken(SocketError code) => code switch
    {
        // A connection that was there is there no more: a reset, which the system had told somebody before us, and tells only once.
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected =>
            "ConnectionReset: the target reset the connection",
        _ => $"ConnectionBroken: the connection broke ({code})",
    };

    private static string DescribeAnswer(Exception exception, CallPart reached) => ErrorOf(exception) switch
    {
        HttpRequestError.ResponseEnded when reached == CallPart.FirstByte =>
            "ConnectionClosed: the target closed the connection without an answer",
        HttpRequestError.ResponseEnded => "ResponseTruncated: the answer ended before its end",
        HttpRequestError.ConfigurationLimitExceeded => "Protocol: the answer's header is too long",
        { } error => $"Protocol: the answer is not valid HTTP/1.1 ({error})",
        null => $"ConnectionBroken: {exception.GetType().Name}",
    };

    private static HttpRequestError? ErrorOf(Exception exception) =>
        Find<HttpIOException>(exception)?.HttpRequestError ?? Find<HttpRequestException>(exception)?.HttpRequestError;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }

    private static string OneLine(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : string.Concat(line.AsSpan(0, LongestMessage - 1), "…");
    }
}
