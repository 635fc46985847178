using System.Globalization;
using System.Text;
using Loadgen.Serialization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Loadgen.Workloads.Files.Tokens;

/// <summary>
/// Reads YAML from its parser's events, of which it holds one. Anchors and aliases are refused, so that a file is never larger than it
/// looks; so is whatever else JSON has no like of.
/// </summary>
/// <param name="refuse">Takes line, what was found and what is allowed, of what does not keep the rest from being read.</param>
internal sealed class YamlTokenReader(Stream content, Action<int, string, string> refuse) : TokenReader
{
    private readonly Parser _parser = new(new Scanner(new StreamReader(content, Encoding.UTF8), skipComments: true));
    private readonly Stack<Position> _outer = [];
    private Position _next = Position.Item;
    private bool _isBegun;
    private string _text = "";
    private string _number = "";

    /// <summary>What a node is for the collection that it is in.</summary>
    private enum Position
    {
        Item,
        Key,
        Value,
    }

    public override string Text => _text;

    public override string Number => _number;

    public override bool TryGetWhole(out int value)
    {
        value = 0;
        return Kind is TokenKind.Number
            && int.TryParse(_number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    protected override void Read()
    {
        do
        {
            MoveNext();
        }
        while (!TryTake(_parser.Current!));
    }

    /// <returns>Whether the event is a token.</returns>
    private bool TryTake(ParsingEvent read)
    {
        Line = (int)read.Start.Line;
        switch (read)
        {
            case DocumentStart when _isBegun:
                throw new TokenException(Line, "a second document", "one document");
            case DocumentStart:
                _isBegun = true;
                return false;
            case StreamEnd:
                Kind = TokenKind.End;
                return true;
            case MappingStart mapping:
                Begin(mapping, TokenKind.MappingStart, Position.Key);
                return true;
            case SequenceStart list:
                Begin(list, TokenKind.ListStart, Position.Item);
                return true;
            case MappingEnd or SequenceEnd:
                Kind = read is MappingEnd ? TokenKind.MappingEnd : TokenKind.ListEnd;
                _next = _outer.Pop();
                return true;
            case Scalar scalar:
                Take(scalar);
                return true;
            case AnchorAlias alias:
                Take(alias);
                return true;
            default:
                return false;
        }
    }

    private void Begin(NodeEvent node, TokenKind kind, Position first)
    {
        if (_next is Position.Key)
            throw new TokenException(Line, node is MappingStart ? "a mapping as a key" : "a list as a key", "text as a key");
        Check(node);
        Kind = kind;
        _outer.Push(Following);
        _next = first;
    }

    private Position Following => _next switch
    {
        Position.Key => Position.Value,
        Position.Value => Position.Key,
        _ => Position.Item,
    };

    private void Take(Scalar scalar)
    {
        Check(scalar);
        _text = scalar.Value;
        var isPlain = scalar.Style is ScalarStyle.Plain;
        if (_next is Position.Key)
        {
            if (isPlain && _text is "<<")
                throw new TokenException(Line, "the merge key '<<'", "members written out");
            Kind = TokenKind.Key;
        }
        else
        {
            Kind = isPlain ? CoreSchema.KindOf(_text, out _number) : TokenKind.Text;
        }

        _next = Following;
    }

    private void Take(AnchorAlias alias)
    {
        var found = $"the alias '*{alias.Value}'";
        if (_next is Position.Key)
            throw new TokenException(Line, found, "text as a key");
        refuse(Line, found, "the value written out");
        Kind = TokenKind.Refused;
        _next = Following;
    }

    private void Check(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            refuse(Line, $"the anchor '&{node.Anchor.Value}'", "values without anchors");
        if (!node.Tag.IsEmpty)
            refuse(Line, "a tag", "values without tags; text in quotes");
    }

    private void MoveNext()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (YamlException e)
        {
            throw new TokenException(
                Math.Max(Line, (int)e.Start.Line), $"broken YAML ({Excerpt.Of(e.Message.TrimEnd('.'))})", "YAML", e);
        }
        catch (ArgumentException e)
        {
            throw new TokenException(Line, "broken YAML (a tag or an anchor without a name)", "YAML", e);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // So the parser fails where a list's or a mapping's end is missing, and another member comes next.
            throw new TokenException(Line, "broken YAML (a '[' or a '{' may not be closed)", "YAML", e);
        }
    }
}
