using System.Collections;

namespace Loadgen.Workloads.Files;

/// <summary>
/// Calls in each of consecutive minutes. A byte holds each as long as none is above 255, since a file may have tens of millions of minutes.
/// </summary>
internal sealed class CountList : IReadOnlyList<int>
{
    private readonly List<byte> _small = [];
    private List<int>? _large;

    public int Count => _large?.Count ?? _small.Count;

    public int this[int index] => _large is null ? _small[index] : _large[index];

    public void Add(int count)
    {
        if (_large is null && count <= byte.MaxValue)
        {
            _small.Add((byte)count);
            return;
        }

        _large ??= [.. _small.Select(small => (int)small)];
        _large.Add(count);
    }

    /// <summary>Gives back what was kept for more minutes.</summary>
    public void Complete()
    {
        if (_large is not null)
            _small.Clear();
        _small.TrimExcess();
        _large?.TrimExcess();
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
