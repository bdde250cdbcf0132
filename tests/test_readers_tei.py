"""TEI is streamed safely, and its plain text knows the line of the file that each character came from."""

import tracemalloc
from itertools import islice
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.errors import FileError
from cablegraph.readers.tei import Element, elements, plain

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def is_div(name, attributes):
    return name == "div" and attributes.get("type") == "document"


def read(tmp_path, text, wanted=is_div):
    path = tmp_path / "volume.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(elements(path, "volume.xml", wanted))


def one(tmp_path, inside):
    (element,) = read(tmp_path, f'<TEI {TEI}><div type="document">{inside}</div></TEI>')
    return plain(element)


# ------------------------------------------------------------------------------------------------------------- streaming


def test_elements_come_one_by_one_with_names_free_of_prefixes(tmp_path):
    text = f'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:f="http://history.state.gov/frus/ns/1.0" {TEI}>\n' + (
        '<t:div type="document" xml:id="d1"><p>One</p></t:div>\n <div type="document" xml:id="d2"><f:attachment/></div></t:TEI>'
    )
    first, second = read(tmp_path, text)
    assert (first.name, first.get("xml:id"), first.line, first.column) == ("div", "d1", 2, 1)
    assert [child.name for child in second.elements()] == ["frus:attachment"]
    assert (second.line, second.column) == (3, 2)
    assert first.find("p").words == "One"
    assert first.find("q") is None


def test_elements_inside_a_wanted_one_are_not_yielded_again(tmp_path):
    (outer,) = read(tmp_path, f'<TEI {TEI}><div type="document"><div type="document"/></div></TEI>')
    assert [element.name for element in outer.descendants()] == ["div", "div"]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("<TEI>\n <p>\n</TEI>", "volume.xml:3:3", "not well-formed: mismatched tag"),
        ("<TEI>\n&nbsp;</TEI>", "volume.xml:2:1", "not well-formed: undefined entity"),
        ("", "volume.xml:1:1", "no element found"),
        ("plain words", "volume.xml:1:1", "syntax error"),
        ('<?xml version="1.0" encoding="klingon"?><TEI/>', "volume.xml", "can't be decoded"),
        (b"<TEI>\n\xff</TEI>", "volume.xml:2:1", "invalid token"),
    ],
)
def test_malformed_xml_is_refused_with_its_place(tmp_path, text, place, what):
    with pytest.raises(FileError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{place}: The XML ")
    assert what in str(caught.value)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">\n' for n in range(1, 9))


@pytest.mark.parametrize(
    ("declaration", "line"),
    [
        ('<!ENTITY e "x">', 2),
        (f'<!ENTITY e0 "lol">\n{BOMB}', 2),
        ('<!ENTITY e SYSTEM "file:///etc/hostname">', 2),
        ('\n<!ENTITY % e SYSTEM "http://localhost/x.dtd">', 3),
    ],
)
def test_every_declaration_of_an_entity_is_refused(tmp_path, declaration, line):
    with pytest.raises(FileError, match=rf"volume.xml:{line}:\d+: The XML declares the entity"):
        read(tmp_path, f"{HEAD}<!DOCTYPE TEI [{declaration}]><TEI>&e;</TEI>")


def test_an_entity_of_a_document_type_elsewhere_is_refused_since_its_words_would_be_lost(tmp_path):
    with pytest.raises(FileError, match='volume.xml:2:6: The entity "e" is not declared'):
        read(tmp_path, '<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI>&e;</TEI>')


def test_a_document_type_that_declares_no_entity_is_read(tmp_path):
    text = f'<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI {TEI}><div type="document"><p>Words &amp; more</p></div></TEI>'
    assert plain(read(tmp_path, text)[0]).text == "Words & more"


def test_deep_nesting_is_refused_not_recursed_into(tmp_path):
    with pytest.raises(FileError, match="nests too deeply"):
        read(tmp_path, f'<TEI {TEI}><div type="document">{"<p>" * 5000}{"</p>" * 5000}</div></TEI>')


def test_a_document_too_large_to_be_kept_is_refused(tmp_path):
    with pytest.raises(FileError, match="too long to be read"):
        read(tmp_path, f'<TEI {TEI}><div type="document">{"x" * 9_000_000}</div></TEI>')


def test_a_missing_file_is_an_error_with_its_name(tmp_path):
    with pytest.raises(FileError, match="gone.xml: The file can't be read"):
        list(elements(tmp_path / "gone.xml", "gone.xml", is_div))


def test_what_stands_before_a_fault_is_yielded_before_it_is_met(tmp_path):
    path = tmp_path / "volume.xml"
    many = '<div type="document"><p>Words</p></div>\n' * 20_000
    path.write_text(f"<TEI {TEI}>\n{many}<p></TEI>")
    stream = elements(path, "volume.xml", is_div)
    assert sum(1 for _ in islice(stream, 20_000)) == 20_000
    with pytest.raises(FileError, match="volume.xml:20002:6"):
        next(stream)


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "volume.xml"
    paragraph = f"<p>{'words ' * 2000}</p>"
    path.write_text(f"<TEI {TEI}>" + f'<div type="document">{paragraph}</div><p>{paragraph}</p>' * 300 + "</TEI>")
    tracemalloc.start()
    assert sum(1 for _ in elements(path, "volume.xml", is_div)) == 300
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 5


def test_lines_are_right_beyond_the_65535th(tmp_path):
    text = f"<TEI {TEI}>" + "\n" * 70_000 + '<div type="document">\n<p>Late</p></div></TEI>'
    (element,) = read(tmp_path, text)
    assert element.line == 70_001
    assert plain(element).lines == ((0, 70_002),)


# ------------------------------------------------------------------------------------------------------------ plain text


def test_blocks_stand_apart_and_white_space_is_put_together(tmp_path):
    text = one(
        tmp_path, "<head>A  <hi>head</hi></head>\n<p>Some\n   words</p><list><label>1.</label> <item>One</item></list>"
    )
    assert text.text == "A head\n\nSome words\n\n1. One"


def test_indentation_inside_a_tag_makes_no_blank_before_a_mark(tmp_path):
    text = one(tmp_path, "<p>(<persName>\n  <hi> Rowe</hi>\n</persName>), to <hi>London</hi> <hi>now </hi>. . .</p>")
    assert text.text == "(Rowe), to London now. . ."


def test_cells_lines_and_quotes(tmp_path):
    text = one(
        tmp_path,
        '<table><row><cell>a</cell><cell>b</cell></row></table><p>x<lb/>y <quote>z</quote></p><quote rend="blockquote">q</quote>',
    )
    assert text.text == "a\tb\n\nx\ny z\n\nq"


def test_notes_come_last_each_as_one_block_and_are_called_where_they_stand(tmp_path):
    text = one(
        tmp_path,
        '<p>Words<note n="1"><p>First.</p><p>More.</p></note> go <note n="2">See <note n="3">deep</note>there.</note>on</p>',
    )
    assert text.text == "Words go on\n\n[1] First.\nMore.\n\n[2] See there.\n\n[3] deep"
    assert text.text[: text.body.end] == "Words go on"
    first, second, deep = text.notes
    assert (text.called[first], text.called[second], text.called.get(deep)) == (5, 8, None)
    assert text.words(first) == "First.\nMore."


def test_a_page_break_inside_a_word_parts_nothing(tmp_path):
    assert one(tmp_path, '<p>tele<pb n="2"/>gram</p>').text == "telegram"


WORDS = st.text(st.sampled_from("ab é“&<.\u00a0\r\t"), min_size=1, max_size=6)
NODES = st.recursive(
    WORDS.map(escape) | st.just("\n") | st.just("&#10;") | st.just("<lb/>") | st.just('<pb n="1"/>'),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["p", "hi", "item", "list", "note", "seg", "opener", "label", "cell", "row"]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)


@given(st.lists(NODES, max_size=6))
def test_every_word_is_kept_and_each_element_s_span_holds_its_words(tmp_path_factory, nodes):
    text = one(tmp_path_factory.mktemp("tei"), "".join(nodes))
    assert all(not text.text[at : at + 2].isspace() or text.text[at : at + 2] == "\n\n" for at in range(len(text.text)))
    for element, span in text.spans.items():
        words = text.text[span.start : span.end]
        assert words == words.strip()
        assert "".join(words.split()) == "".join(_own_words(element).split())
    assert [start for start, _ in text.lines] == sorted({start for start, _ in text.lines})


def _own_words(element):
    pieces = []
    for child in element.children:
        if not isinstance(child, Element):
            pieces.append(child.text)
        elif child.name != "note":
            pieces.append(_own_words(child))
    return "".join(pieces)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "\n", "\n\n", "\r\n", "&#10;"]), st.sampled_from(["{} ", "<p>{}</p>", "<hi>{}</hi> "])
        ),
        min_size=1,
        max_size=20,
    )
)
def test_the_map_gives_each_word_the_line_that_it_stands_on(tmp_path_factory, items):
    words = [f"w{number}w" for number in range(len(items))]
    inside = "".join(before + form.format(word) for (before, form), word in zip(items, words, strict=True))
    source = f'<TEI {TEI}><div type="document">{inside}</div></TEI>'
    text = one(tmp_path_factory.mktemp("tei"), inside)
    for word in words:
        assert text.line(text.text.index(word)) == source[: source.index(word)].count("\n") + 1


def test_there_is_no_line_before_the_first_word(tmp_path):
    assert one(tmp_path, "").line(0) is None
