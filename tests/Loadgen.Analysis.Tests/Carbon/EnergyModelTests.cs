using Loadgen.Analysis.Carbon;

namespace Loadgen.Analysis.Tests.Carbon;

public sealed class EnergyModelTests
{
    private const string Yaml = """
        gib_w: 0.3
        pue: { default: 1.1, europe-west1: 1.08 }
        functions:
          video: { vcpu: 4, gib: 16, gpus: 1, utilisation: 1 }
          tiny: { utilisation: 0 }
        default: { vcpu: 2, gib: 1, gpu_utilisation: 0.5 }
        """;

    [Fact]
    public void Without_a_file_constants_are_Cloud_Carbon_Footprints()
    {
        var model = EnergyModel.Default;

        // 1 × (0.71 + 0.5 × 3.55) + 0.5 × 0.4 = 2.485 + 0.2
        Assert.Equal(2.685, model.PowerOf("any"), 12);
        Assert.Equal(1.09, model.PueOf("any"));
        Assert.Equal(0.001, model.Network);
    }

    [Theory]
    [InlineData("energy.yaml", Yaml)]
    [InlineData(
        "energy.json",
        """
        {"gib_w": 0.3, "pue": {"default": 1.1, "europe-west1": 1.08}, "default": {"vcpu": 2, "gib": 1, "gpu_utilisation": 0.5},
         "functions": {"video": {"vcpu": 4, "gib": 16, "gpus": 1, "utilisation": 1}, "tiny": {"utilisation": 0}}}
        """)]
    public void A_file_replaces_what_it_says(string name, string content)
    {
        var model = EnergyModel.Read(name, new StringReader(content));

        // 2 × (0.71 + 0.5 × 3.55) + 1 × 0.3
        Assert.Equal(5.27, model.PowerOf("other"), 12);
        // 4 × (0.71 + 3.55) + 16 × 0.3 + 1 × (8 + 0.5 × 64)
        Assert.Equal(61.84, model.PowerOf("video"), 12);
        // 2 × 0.71 + 0.3
        Assert.Equal(1.72, model.PowerOf("tiny"), 12);
        Assert.Equal((1.1, 1.08), (model.PueOf("europe-north2"), model.PueOf("europe-west1")));
    }

    [Theory]
    [InlineData("", "e.yaml: line 1: found nothing; allowed: a mapping with vcpu_idle_w", "nothing")]
    [InlineData("pue: 1.1", "e.yaml: line 1: pue: found '1.1'; allowed: a mapping", "no mapping")]
    [InlineData("pue: { default: 0.9 }", "e.yaml: line 1: pue.default: found '0.9'; allowed: a number from 1 to 10", "less than all")]
    [InlineData("gib_w: -1", "e.yaml: line 1: gib_w: found '-1'; allowed: a number from 0 to 1000000", "below 0")]
    [InlineData("gib_w: '1'", "e.yaml: line 1: gib_w: found the text '1'; allowed: a number", "text")]
    [InlineData("default: { utilisation: 50 }", "default.utilisation: found '50'; allowed: a number from 0 to 1", "a percentage")]
    [InlineData("default: { utilization: 1 }", "Did you mean utilisation?", "another spelling")]
    [InlineData("functons: {}", "line 1: found 'functons'; allowed: vcpu_idle_w", "an unknown member")]
    [InlineData("functons: {}", "Did you mean functions?", "its nearest name")]
    [InlineData("gib_w: 1\ngib_w: 2", "e.yaml: line 2: found a second 'gib_w'", "twice the same")]
    [InlineData("gib_w: x\nnetwork_kwh_per_gb: y", "\ne.yaml: line 2: network_kwh_per_gb", "all errors at once")]
    [InlineData("{", "e.yaml: line 2: found broken YAML", "no YAML")]
    public void What_is_wrong_is_told_with_its_line(string content, string expected, string reason)
    {
        var error = Assert.Throws<CarbonFileException>(() => EnergyModel.Read("e.yaml", new StringReader(content)));

        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{reason}: {error.Message}");
    }
}
