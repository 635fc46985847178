using Loadgen.Serialization;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>Which approach is compared with which.</summary>
/// <param name="Baseline">The first one's; <see langword="null"/> where nothing is compared.</param>
/// <param name="Compared">Each approach that has a baseline, with it.</param>
internal sealed record BaselineChoice(Approach? Baseline, IReadOnlyList<(Approach Approach, Approach Baseline)> Compared)
{
    private const string Usual = "A";

    /// <param name="asked">A label, a scenario, or an experiment and a scenario; <see langword="null"/>: A, else the first.</param>
    /// <exception cref="ReportException">There is no such approach.</exception>
    public static BaselineChoice Of(IReadOnlyList<Approach> approaches, string? asked)
    {
        if (asked is not null && !approaches.Any(approach => IsNamed(approach, asked)))
        {
            var known = approaches.Select(approach => approach.Label).Concat(approaches.Select(approach => approach.Scenario)).Distinct();
            throw new ReportException(
                "baseline",
                $"found {Excerpt.Quoted(asked)}; allowed: {string.Join(", ", approaches.Select(approach => Excerpt.Of(approach.Label)))}."
                    + Nearest.Hint(asked, [.. known]));
        }

        var usual = approaches.Any(approach => IsNamed(approach, Usual)) ? Usual : approaches.Count > 0 ? approaches[0].Label : "";
        var name = asked ?? usual;
        List<(Approach Approach, Approach Baseline)> compared =
        [
            .. approaches
                .Where(approach => !IsNamed(approach, name))
                .Select(approach => (approach, Baseline: BaselineOf(approach, approaches, name)))
                .Where(pair => pair.Baseline is not null)
                .Select(pair => (pair.approach, pair.Baseline!)),
        ];
        return new(compared is [var (_, first), ..] ? first : null, compared);
    }

    private static bool IsNamed(Approach approach, string name) =>
        approach.Label == name
        || $"{approach.ExperimentId}/{approach.Scenario}" == name
        || string.Equals(approach.Scenario, name, StringComparison.OrdinalIgnoreCase);

    private static Approach? BaselineOf(Approach approach, IReadOnlyList<Approach> approaches, string name)
    {
        var named = approaches.Where(other => IsNamed(other, name)).ToList();
        return named.Count == 1 ? named[0] : named.Find(other => other.ExperimentId == approach.ExperimentId);
    }
}
