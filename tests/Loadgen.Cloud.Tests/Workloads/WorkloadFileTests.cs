using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Workloads;
using Loadgen.Emulation.Storage;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cloud.Tests.Workloads;

/// <summary>Files, and objects of the embedded Cloud Storage by Google's client.</summary>
public sealed class WorkloadFileTests : IAsyncLifetime
{
    private const string Bucket = "workloads";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workload-file-");
    private StorageServer _server = null!;
    private StorageClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        _server.EnsureBucket(Bucket);
        _client = await new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Text(string name) => $"{{workload: 1, name: {name}, functions: {{f: {{schedule: {{count: 2}}}}}}}}";

    private Task<Workload> ReadAsync(string uri) =>
        new WorkloadFile(uri, new(), () => _client, TimeProvider.System).ReadAsync(CancellationToken.None);

    private async Task<long> UploadAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return (await _client.UploadObjectAsync(Bucket, name, null, stream)).Generation!.Value;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Theory]
    [InlineData("day.yaml", "one")]
    [InlineData("day.yml", "two")]
    [InlineData("day", "three")]
    public async Task A_path_is_read(string file, string name) => Assert.Equal(name, (await ReadAsync(Write(file, Text(name)))).Name);

    [Fact]
    public async Task A_JSON_file_is_read_as_JSON() => Assert.Equal("mine", (await ReadAsync(Write(
        "day.json", """{"workload": 1, "name": "mine", "functions": {"f": {"schedule": {"count": 2}}}}"""))).Name);

    [Fact]
    public async Task Each_reading_reads_anew()
    {
        var uri = $"gs://{Bucket}/day.yaml";
        await UploadAsync("day.yaml", Encoding.UTF8.GetBytes(Text("old")));
        var file = new WorkloadFile(uri, new(), () => _client, TimeProvider.System);
        Assert.Equal("old", (await file.ReadAsync(CancellationToken.None)).Name);

        await UploadAsync("day.yaml", Encoding.UTF8.GetBytes(Text("new")));

        Assert.Equal("new", (await file.ReadAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task A_generation_that_is_not_there_any_more_is_not_replaced_by_another_one()
    {
        var old = await UploadAsync("day.yaml", Encoding.UTF8.GetBytes(Text("old")));
        Assert.Equal("old", (await ReadAsync($"gs://{Bucket}/day.yaml#{old}")).Name);
        await UploadAsync("day.yaml", Encoding.UTF8.GetBytes(Text("new")));

        var error = await Assert.ThrowsAsync<WorkloadUnavailableException>(() => ReadAsync($"gs://{Bucket}/day.yaml#{old}"));

        Assert.StartsWith($"The workload gs://{Bucket}/day.yaml#{old} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gs://workloads/none.yaml", "Could not read the object 'none.yaml' in bucket 'workloads'", "no such object")]
    [InlineData("gs://elsewhere/day.yaml", "bucket 'elsewhere'", "no such bucket")]
    [InlineData("/nowhere/day.yaml", "there is no such file", "no such file")]
    [InlineData("/tmp", "access is denied, or it is a folder", "a folder")]
    public async Task What_cannot_be_read_is_named_with_the_reason(string uri, string told, string reason)
    {
        var error = await Assert.ThrowsAsync<WorkloadUnavailableException>(() => ReadAsync(uri));

        Assert.True(error.Message.Contains(uri, StringComparison.Ordinal) && error.Message.Contains(told, StringComparison.Ordinal),
            $"{reason}: {error.Message}");
    }

    [Fact]
    public async Task Errors_of_an_object_are_those_of_its_text()
    {
        await UploadAsync("day.json", "{\"workload\": 2}"u8.ToArray());

        var error = await Assert.ThrowsAsync<WorkloadException>(() => ReadAsync($"gs://{Bucket}/day.json"));

        Assert.Equal(3, error.Problems.Count);
    }

    [Fact]
    public async Task An_object_above_the_limit_is_refused_and_not_kept()
    {
        var large = new byte[WorkloadReader.MostBytes + (8 * 1024 * 1024)];
        large.AsSpan().Fill((byte)' ');
        await UploadAsync("day.json", large);

        var error = await Assert.ThrowsAsync<WorkloadException>(() => ReadAsync($"gs://{Bucket}/day.json"));

        Assert.Contains($"allowed: at most {WorkloadReader.MostBytes} bytes", error.Message, StringComparison.Ordinal);
    }
}
