using Loadgen.Clocks;
using Loadgen.Workloads;

namespace Crash.Tests.Cloud;

/// <summary>What differs between deployments.</summary>
/// <param name="Seed">Decides about storage faults, duplicates and delays.</param>
/// <param name="Invokers">How many instances the invoker has.</param>
/// <param name="AnswerOf">How an event's call is answered.</param>
/// <param name="Variables">Configuration beside <see cref="Cloud.Variables"/>.</param>
internal sealed record DeploymentSettings(
    int Seed,
    SharedClock Clock,
    Workload Workload,
    int Invokers,
    Func<string, TargetAnswer> AnswerOf,
    IReadOnlyDictionary<string, string> Variables);
