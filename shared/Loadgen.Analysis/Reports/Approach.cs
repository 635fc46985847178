namespace Loadgen.Analysis.Reports;

/// <summary>What is compared: a scenario of an experiment.</summary>
/// <param name="Label">
/// The scenario alone where only one experiment has it; else <c>experiment/scenario</c>. The column <c>approach</c> of the view
/// <c>chosen</c> has it.
/// </param>
public sealed record Approach(string Label, string ExperimentId, string Scenario);
