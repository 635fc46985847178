using System.Globalization;
using System.Text;
using Loadgen.Serialization;

namespace Loadgen.Workloads.Files;

/// <summary>What is wrong with a file so far, and the place that its reading has come to.</summary>
internal sealed class Findings
{
    private const int MostListed = 100;

    private readonly List<WorkloadProblem> _listed = [];
    private readonly List<(string? Member, int Position)> _place = [];
    private int _more;

    /// <summary>Whether further problems are only counted.</summary>
    public bool IsFull => _listed.Count == MostListed;

    /// <summary>Goes to a member of the place.</summary>
    public void Enter(string member) => _place.Add((member, 0));

    /// <summary>Goes to an item of the place, at first its first one.</summary>
    public void EnterItems() => _place.Add((null, 0));

    /// <summary>Goes to the item after the one that the place is.</summary>
    public void NextItem() => _place[^1] = (null, _place[^1].Position + 1);

    /// <summary>Goes back to where the member or item is.</summary>
    public void Leave() => _place.RemoveAt(_place.Count - 1);

    /// <param name="member">The member of the place that is meant; <see langword="null"/>: the place itself.</param>
    public void Add(int line, string found, string allowed, string? member = null)
    {
        if (IsFull)
            _more++;
        else
            _listed.Add(new(line, PlaceOf(member), found, allowed));
    }

    /// <summary>What is allowed, and which of it may have been meant.</summary>
    public static string Hinting(string allowed, string found, IReadOnlyCollection<string> known) =>
        Nearest.Find(found, known) is { } nearest ? $"{allowed}. Did you mean {nearest}?" : allowed;

    /// <exception cref="WorkloadException">There are any.</exception>
    public void ThrowIfAny()
    {
        if (_listed.Count > 0)
            throw new WorkloadException([.. _listed.OrderBy(problem => problem.Line)], _more);
    }

    private string PlaceOf(string? member)
    {
        var place = new StringBuilder();
        foreach (var (name, position) in member is null ? _place : [.. _place, (member, 0)])
        {
            if (name is null)
                place.Append(CultureInfo.InvariantCulture, $"[{position}]");
            else
                place.Append(place.Length > 0 ? "." : "").Append(Excerpt.Of(name));
        }

        return place.ToString();
    }
}
