namespace Loadgen.Import.Sampling;

/// <summary>Which functions of a trace are taken.</summary>
public enum SampleKind
{
    /// <summary>Those with the most calls.</summary>
    Busiest,

    /// <summary>Any, each as likely as the others.</summary>
    Random,

    /// <summary>
    /// One at random of each of as many groups of neighbours by calls, so that the rates are distributed as they were.
    /// </summary>
    Stratified,
}
