using System.Globalization;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Analysis.Carbon;

/// <summary>Reads an energy model.</summary>
internal sealed class EnergyModelReader(Reading reading)
{
    private const string VcpuIdle = "vcpu_idle_w";
    private const string VcpuLoad = "vcpu_load_w";
    private const string Memory = "gib_w";
    private const string GpuIdle = "gpu_idle_w";
    private const string GpuLoad = "gpu_load_w";
    private const string Network = "network_kwh_per_gb";
    private const string Pue = "pue";
    private const string Default = "default";
    private const string Functions = "functions";

    private const string Vcpus = "vcpu";
    private const string Gib = "gib";
    private const string Gpus = "gpus";
    private const string Utilisation = "utilisation";
    private const string GpuUtilisation = "gpu_utilisation";

    private const double Most = 1_000_000;

    private static readonly string[] OfFile =
        [VcpuIdle, VcpuLoad, Memory, GpuIdle, GpuLoad, Network, Pue, Default, Functions];

    private static readonly string[] OfSize = [Vcpus, Gib, Gpus, Utilisation, GpuUtilisation];

    private readonly Dictionary<string, double> _pue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<FunctionSize, FunctionSize>> _sizes = new(StringComparer.Ordinal);
    private EnergyModel _model = EnergyModel.Default;

    public EnergyModel Read()
    {
        if (reading.Tokens.Kind is TokenKind.End or TokenKind.Null)
            throw new TokenException(line: 1, "nothing", $"a mapping with {string.Join(", ", OfFile)}");

        reading.Members(OfFile, Read);
        // The size that others take what they do not say from may stand after them.
        return _model with
        {
            RegionPue = _pue,
            Sizes = _sizes.ToDictionary(size => size.Key, size => size.Value(_model.DefaultSize), StringComparer.Ordinal),
        };
    }

    private void Read(string member) => _model = member switch
    {
        VcpuIdle => _model with { VcpuIdle = Number(0, Most) },
        VcpuLoad => _model with { VcpuLoad = Number(0, Most) },
        Memory => _model with { Memory = Number(0, Most) },
        GpuIdle => _model with { GpuIdle = Number(0, Most) },
        GpuLoad => _model with { GpuLoad = Number(0, Most) },
        Network => _model with { Network = Number(0, Most) },
        Pue => ReadPue(),
        Default => _model with { DefaultSize = ReadSize()(_model.DefaultSize) },
        _ => ReadFunctions(),
    };

    private EnergyModel ReadPue()
    {
        reading.Members(known: null, region =>
        {
            var pue = Number(1, 10);
            if (region == Default)
                _model = _model with { Pue = pue };
            else
                _pue[region] = pue;
        });
        return _model;
    }

    private EnergyModel ReadFunctions()
    {
        reading.Members(known: null, function => _sizes[function] = ReadSize());
        return _model;
    }

    private Func<FunctionSize, FunctionSize> ReadSize()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        reading.Members(OfSize, member => values[member] = Number(0, member is Utilisation or GpuUtilisation ? 1 : Most));
        return size => new(
            values.GetValueOrDefault(Vcpus, size.Vcpus),
            values.GetValueOrDefault(Gib, size.Gib),
            values.GetValueOrDefault(Gpus, size.Gpus),
            values.GetValueOrDefault(Utilisation, size.Utilisation),
            values.GetValueOrDefault(GpuUtilisation, size.GpuUtilisation));
    }

    private double Number(double least, double most)
    {
        if (reading.Tokens.Kind is TokenKind.Number
            && double.TryParse(reading.Tokens.Number, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        reading.Refuse(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return 0;
    }
}
