using Loadgen.Cli.Local.Hosting.Processes;

namespace Loadgen.Cli.Tests.Local.Hosting;

public sealed class EmulatorProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_found_beside_the_gcloud_on_the_path()
    {
        var gcloud = _folder.Add("sdk/bin/gcloud", "");
        _folder.Add("sdk/platform/pubsub-emulator/lib/cloud-pubsub-emulator-0.8.9-all.jar", "");
        var newest = _folder.Add("sdk/platform/pubsub-emulator/lib/cloud-pubsub-emulator-0.9.0-all.jar", "");
        var java = _folder.Add("java/java", "");
        var links = Directory.CreateDirectory(Path.Combine(_folder.Path, "usr")).FullName;
        File.CreateSymbolicLink(Path.Combine(links, "gcloud"), gcloud);
        _variables["PATH"] = string.Join(Path.PathSeparator, links, Path.GetDirectoryName(java));

        Assert.Equal(new EmulatorProgram(java, newest), Find());
    }

    [Fact]
    public void A_named_jar_needs_no_gcloud_and_JAVA_HOME_needs_no_path()
    {
        _variables["PUBSUB_EMULATOR_JAR"] = _folder.Add("emulator.jar", "");
        _variables["JAVA_HOME"] = Path.GetDirectoryName(Path.GetDirectoryName(_folder.Add("jdk/bin/java", "")));

        Assert.Equal(
            new EmulatorProgram(Path.Combine(_folder.Path, "jdk", "bin", "java"), Path.Combine(_folder.Path, "emulator.jar")),
            Find());
    }

    [Theory]
    [InlineData(false, false, false, "there is no gcloud on the PATH", "nothing is installed")]
    [InlineData(true, false, true, "there is no cloud-pubsub-emulator-*.jar in ", "gcloud without the component")]
    [InlineData(true, true, false, "there is no java on the PATH", "the component without Java")]
    public void What_is_missing_is_named_with_the_command_that_installs_it(bool gcloud, bool jar, bool java, string missing, string reason)
    {
        if (gcloud)
            _folder.Add("sdk/bin/gcloud", "");
        if (jar)
            _folder.Add("sdk/platform/pubsub-emulator/lib/cloud-pubsub-emulator-0.8.20-all.jar", "");
        if (java)
            _folder.Add("sdk/bin/java", "");
        _variables["PATH"] = Path.Combine(_folder.Path, "sdk", "bin");

        var message = Assert.Throws<UsageException>(Find).Message;

        Assert.True(message.Contains(missing, StringComparison.Ordinal), $"{reason}: {message}");
        Assert.Contains("gcloud components install pubsub-emulator", message, StringComparison.Ordinal);
        Assert.Contains("--pubsub embedded", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_jar_that_does_not_exist_is_refused()
    {
        _variables["PUBSUB_EMULATOR_JAR"] = "/nowhere/emulator.jar";

        Assert.Equal(
            "PUBSUB_EMULATOR_JAR: found '/nowhere/emulator.jar', where there is no file; allowed: the emulator's jar, or nothing.",
            Assert.Throws<UsageException>(Find).Message);
    }

    private EmulatorProgram Find() => EmulatorProgram.Find(_variables.GetValueOrDefault);
}
