using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Workloads;
using Loadgen.Workloads.Files;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of <c>crypto_key_gen</c>: makes an RSA key pair of <c>bits</c>, answers with the fingerprint of its public key, and throws the
/// pair away.
/// </summary>
[FunctionsStartup(typeof(SamplesStartup))]
public sealed class CryptoKeyGen(RequestHandler requests, CpuWork cpu) : IHttpFunction
{
    private const int Least = 1024;
    private const int Most = 16384;
    private const int Step = 8;

    private static readonly RequestShape Shape = new(BuiltInWorkload.CryptoKeyGen);

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(context, Shape, async (payload, stop) =>
    {
        var bits = payload.Whole("bits", Least, Most);
        if (bits % Step != 0)
            throw RefusedRequestException.NotAllowed("bits", $"{bits}", $"a multiple of {Step} from {Least} to {Most}");

        var key = await cpu.RunAsync(_ => RsaKeyWork.Generate(bits), stop);
        return new SampleAnswer("ok", writer =>
        {
            writer.WriteNumber("bits", key.Bits);
            writer.WriteString("fingerprint", key.Fingerprint);
        });
    });
}
