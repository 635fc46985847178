using System.Text.Json.Nodes;
using Loadgen.Trace;

namespace Loadgen.Import.Mapping;

/// <summary>What functions of a trace become calls of.</summary>
/// <param name="Payload">With placeholders.</param>
internal sealed record MapTarget(JsonObject Payload, FunctionTraits Traits);
