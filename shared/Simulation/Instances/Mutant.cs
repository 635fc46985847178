using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Storage;

namespace Loadgen.Simulation.Instances;

/// <summary>
/// Something broken on purpose, put between an instance and what it depends on. Production code does not know of it; the tests show that
/// the simulator notices each.
/// </summary>
internal abstract class Mutant
{
    /// <summary>Nothing is broken.</summary>
    public static Mutant None { get; } = new Nothing();

    /// <summary>The configuration that instances get.</summary>
    public virtual LoadgenConfiguration Of(LoadgenConfiguration configuration) => configuration;

    /// <summary>The clock that instances get.</summary>
    public virtual TimeProvider Of(TimeProvider time) => time;

    /// <summary>The store that instances get.</summary>
    public virtual IObjectStore Of(IObjectStore store) => store;

    /// <summary>How instances publish.</summary>
    public virtual IMessagePublisher Of(IMessagePublisher publisher) => publisher;

    /// <summary>How instances call.</summary>
    public virtual IEventCaller Of(IEventCaller caller) => caller;

    /// <summary>The planner's handling of a push.</summary>
    public virtual PushHandling OfPlanner(PushHandling handling) => handling;

    /// <summary>The invoker's handling of a push.</summary>
    public virtual PushHandling OfInvoker(PushHandling handling) => handling;

    private sealed class Nothing : Mutant;
}
