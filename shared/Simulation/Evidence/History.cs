using Loadgen.Emulation.PubSub;
using Loadgen.Simulation.Kernel;
using Loadgen.Trace;

namespace Loadgen.Simulation.Evidence;

/// <summary>What really happened in an hour, as nothing inside the system can see it.</summary>
internal sealed class History
{
    /// <summary>So many problems tell all there is to tell.</summary>
    private const int EnoughProblems = 100;

    /// <summary>Which push the running code works on; it follows the code through its awaits.</summary>
    private readonly AsyncLocal<Push?> _current = new();

    private readonly TimeProvider _time;
    private readonly List<string> _problems = [];
    private int _crashes;
    private int _stops;
    private int _storeFaults;
    private int _duplicates;
    private readonly HashSet<string> _dead = [];

    public History(TimeProvider time, IReadOnlyList<PlannedEvent> events)
    {
        _time = time;
        Dossiers = new(events);
        Publications = new(events.Count);
    }

    public Dossiers Dossiers { get; }

    public Publications Publications { get; }

    /// <summary>The pushes that are about no event: a planner's, warm-ups, and what nobody can read.</summary>
    public List<Push> OtherPushes { get; } = [];

    /// <summary>Told of every push that is answered.</summary>
    public Action<Push> PushAnswered { get; set; } = _ => { };

    public List<CheckpointWritten> Checkpoints { get; } = [];

    /// <summary>Those with a higher number of a continuation than any before.</summary>
    public List<CheckpointWritten> Reliefs { get; } = [];

    /// <summary>How many calls the targets received.</summary>
    public int Calls { get; private set; }

    /// <summary>The IDs of messages that nobody can read.</summary>
    public HashSet<string> Poison { get; } = [];

    /// <summary>The IDs of messages that became dead letters.</summary>
    public IReadOnlySet<string> Dead => _dead;

    /// <summary>What is broken.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What went wrong that may.</summary>
    public FaultCounts Faults => new(_crashes, _stops, _storeFaults, Publications.Failed, _duplicates, Poison.Count);

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The push that is being worked on here.</summary>
    /// <exception cref="InvalidOperationException">There is none: something goes on after its push's answer, or beside it.</exception>
    public Push Current => _current.Value ?? throw new InvalidOperationException("This happens outside of any push.");

    /// <summary>From here on the calling method works on a push.</summary>
    public void Enter(Push push) => _current.Value = push;

    public void Report(string problem)
    {
        if (_problems.Count < EnoughProblems)
            _problems.Add(problem);
    }

    /// <summary>An instance gets SIGTERM.</summary>
    public void Stopped(Life life)
    {
        life.StoppedAt = Now;
        _stops++;
    }

    public void Gone(Life life)
    {
        life.Gone(Now);
        if (life.HasCrashed)
            _crashes++;
    }

    /// <summary>Somebody asks the store, for the push that is being worked on.</summary>
    /// <param name="isOfLines">Whether the request is to bring lines into the log.</param>
    public StoreRequest Ask(string verb, string name, bool isOfLines)
    {
        var request = new StoreRequest(Working(), verb, name, Now);
        request.By.Life.Began(request, isOfLines);
        if (request.By.Event is { } dossier)
        {
            dossier.Begin();
            request.By.Requests.Add(request);
        }

        return request;
    }

    public void Answer(StoreRequest request, StoreFate fate)
    {
        request.Course.End(fate, Now);
        request.By.Life.Ended(request.Course);
        if (request.HasFailed)
        {
            request.By.HasFailed = true;
            _storeFaults++;
        }

        End(request.By.Event);
    }

    /// <summary>A target is called, for the push that is being worked on.</summary>
    public Call Call(string eventId)
    {
        var call = new Call(Working(), Now);
        Calls++;
        // Whatever event it is called for: that is for the judges.
        var dossier = Dossiers.Of(eventId);
        dossier.Calls.Add(call);
        dossier.Begin();
        return call;
    }

    /// <summary>A target is done with a call.</summary>
    public void CallEnded(Call call, string eventId)
    {
        call.AnsweredAt = Now;
        End(Dossiers.Of(eventId));
    }

    /// <summary>Nothing more goes on for an event that went on for it.</summary>
    public void End(Dossier? dossier)
    {
        if (dossier is null)
            return;
        dossier.End();
        Dossiers.CloseIfSettled(dossier);
    }

    /// <summary>Somebody publishes, for the push that is being worked on.</summary>
    public Push Publishes()
    {
        var by = Working();
        Publications.Began(by);
        if (WasRelieved(by, by.From))
            Report($"promise 5: the message {by.MessageId} went on, though another one had relieved it");
        return by;
    }

    /// <summary>Whether another message carried the run on by then.</summary>
    public bool WasRelieved(Push push, DateTimeOffset by) =>
        Reliefs.Exists(checkpoint => checkpoint.At <= by && checkpoint.Continuation > (push.Continuation ?? 0));

    public void Remembered(CheckpointWritten checkpoint)
    {
        if (Reliefs.Count == 0 || Reliefs[^1].Continuation < checkpoint.Continuation)
            Reliefs.Add(checkpoint);
        Checkpoints.Add(checkpoint);
    }

    /// <summary>A push reaches an instance.</summary>
    public void Arrived(Push push)
    {
        if (push.Event is not { } dossier)
        {
            OtherPushes.Add(push);
            return;
        }

        dossier.Pushes.Add(push);
        dossier.Begin();
    }

    /// <summary>A push is answered.</summary>
    public void Answered(Push push, int status)
    {
        (push.Status, push.To) = (status, Now);
        push.WasAllOut = Publications.EventsOut == Dossiers.Events.Count;
        PushAnswered(push);
    }

    /// <summary>What Pub/Sub tells of its messages.</summary>
    public void Observe(PubSubActivity activity)
    {
        var eventId = activity.Message.Attributes.GetValueOrDefault("event_id");
        switch (activity.Kind)
        {
            case PubSubActivityKind.Published when IsOfEvents(activity) && Dossiers.PlaceOf(eventId!) is >= 0 and var place:
                Dossiers.Of(place).Took();
                break;
            case PubSubActivityKind.Duplicating:
                _duplicates++;
                break;
            case PubSubActivityKind.DeadLettered:
                _dead.Add(activity.Message.MessageId);
                if (!Poison.Contains(activity.Message.MessageId))
                    Report($"promise 7: {eventId ?? "a tick"} became a dead letter");
                break;
            case PubSubActivityKind.Acknowledged when eventId is not null && Dossiers.PlaceOf(eventId) is >= 0 and var place:
                var dossier = Dossiers.Of(place);
                dossier.Settled();
                Dossiers.CloseIfSettled(dossier);
                break;
        }
    }

    // A dead letter keeps its attributes, in a topic of its own.
    private static bool IsOfEvents(PubSubActivity activity) => activity.Resource == Topics.Events
        && activity.Message.Attributes.ContainsKey("event_id");

    private Push Working()
    {
        var push = Current;
        if (push.To < Now)
            Report($"a function has no processor after its answer, but the message {push.MessageId} was worked on");
        return push;
    }
}
