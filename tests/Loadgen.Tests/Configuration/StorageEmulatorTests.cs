using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

public sealed class StorageEmulatorTests
{
    [Theory]
    [InlineData("localhost:4443", "http://localhost:4443/storage/v1/", "as gcloud's emulators are named")]
    [InlineData("http://localhost:4443", "http://localhost:4443/storage/v1/", "as Google's other clients take it")]
    [InlineData("http://localhost:4443/", "http://localhost:4443/storage/v1/", "with a slash")]
    [InlineData("http://localhost:4443/storage/v1/", "http://localhost:4443/storage/v1/", "as Google's client for .NET needs it")]
    [InlineData("http://localhost:4443/storage/v1", "http://localhost:4443/storage/v1/", "without its last slash")]
    [InlineData("https://gcs.test/here/storage/v1", "https://gcs.test/here/storage/v1/", "behind a path of its own")]
    [InlineData(" 127.0.0.1:9000 ", "http://127.0.0.1:9000/storage/v1/", "with spaces around it")]
    public void Every_way_to_write_the_address_leads_to_the_API(string value, string expected, string reason) =>
        Assert.Equal((expected, reason), (StorageEmulator.AddressOf(value), reason));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Not_set_or_blank_means_Cloud_Storage_itself(string? value) => Assert.Null(StorageEmulator.AddressOf(value));

    [Theory]
    [InlineData("gs://bucket", "no HTTP")]
    [InlineData("http://", "no host")]
    [InlineData("localhost:port", "no port")]
    [InlineData("http://localhost:4443/?x=1", "a query")]
    [InlineData("http://me:secret@localhost:4443", "credentials")]
    public void Anything_else_is_refused_by_name_and_without_secrets(string value, string reason)
    {
        var error = Assert.Throws<ConfigurationException>(() => StorageEmulator.AddressOf(value));

        Assert.True(error.Message.Contains("STORAGE_EMULATOR_HOST: found '", StringComparison.Ordinal), reason);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
