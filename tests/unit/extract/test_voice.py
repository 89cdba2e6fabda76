from __future__ import annotations

from extract_toy import ToyTagger, content_of

from sayso.extract import extract

HEAD = {"author": "Vera Blum", "publisher": "Norby Water Works", "published": "2021-05-09"}


def own(text: str, *said: tuple[str, str, str]) -> list[tuple[str, str, str, str | None]]:
    found = extract(content_of(text, **HEAD), ToyTagger(*said)).attributions
    return [(a.content[0].of(text), a.kind, a.basis, a.speaker_name) for a in found if a.voice == "document"]


def test_a_tables_row_is_a_measurement_with_its_first_reading() -> None:
    text = "Inspection sheet 7\n\nPoint\tReading\tLimit\nEast weir\t3.5 l/min\t5.0 l/min\n"
    assert own(text) == [("East weir\t3.5 l/min", "asserts", "measurement", "Vera Blum")]


def test_an_orders_plain_sentence_is_an_order() -> None:
    text = "Instruction No. 7\n\n1. The sluice is to be closed by noon.\n\n2. It rained in the night."
    assert own(text) == [("The sluice is to be closed by noon", "orders", "document", "Vera Blum")]


def test_a_logs_entries_are_stated_on_their_own_day() -> None:
    text = "PUMP LOG\n\n3 May. Water over the sill by noon.\n\n4 May. Sill dry again all day."
    found = extract(content_of(text, **HEAD), ToyTagger()).attributions
    assert [a.said_on for a in found][:2] == ["2021-05-03", "2021-05-04"]


def test_somebody_elses_word_is_never_taken_for_the_authors() -> None:
    text = "MEMORANDUM\n\nHe measured 14 litres a minute. The sheet gives 12 litres a minute."
    assert own(text) == []


def test_an_article_has_no_voice_of_its_own() -> None:
    text = "By Vera Blum\n\nThe weir let through 14 litres a minute on 3 May."
    assert own(text) == []


def test_a_reporter_who_was_there_is_a_witness() -> None:
    text = (
        "By Vera Blum\n\nI walked to the weir at noon. The gate at Norby stood open. It was a warm day.\n\n"
        "The weir was built in 1904.\n\n“I saw the gate at Norby,” she said. The gate at Norby was green."
    )
    assert [content for content, *_ in own(text)] == ["The gate at Norby stood open"]


def test_minutes_state_what_the_meeting_did() -> None:
    text = "Minutes of the Parish Council\n\nThe fence was discussed. The budget was carried by six votes to two."
    assert [content for content, *_ in own(text)] == ["The budget was carried by six votes to two"]


def test_a_phrase_of_somebody_elses_in_passing_leaves_a_sentence_its_authors() -> None:
    text = (
        "MEMORANDUM\n\nThe note asking us to wait was found under the door of the upper store on the morning of 3 May."
    )
    assert len(own(text, ("The note", "asking", "us to wait"))) == 1
    end = "MEMORANDUM\n\nTo come back to the matter of the old weir by the mill, I wrote 14 litres."
    assert own(end, ("I", "wrote", "14 litres")) == []


def test_what_an_author_feels_about_a_fact_is_left_out_of_it() -> None:
    text = "PRESS RELEASE\n\nAda Roe died at Norby on 3 May, and our thoughts are with her family."
    assert [content for content, *_ in own(text)] == ["Ada Roe died at Norby on 3 May"]


def test_a_pronoun_goes_on_with_the_authors_account_and_not_with_somebody_elses() -> None:
    text = "MEMORANDUM\n\nThe crew came late. They left two men behind. Ada Roe says it was dark. They lost two lamps."
    assert [content for content, *_ in own(text, ("Ada Roe", "says", "it was dark"))] == [
        "The crew came late",
        "They left two men behind",
    ]


def test_the_time_of_an_entry_alone_is_no_entry() -> None:
    text = "WARD BOOK\n\n22:00. Bed 6 restless, fever.\n\n23:10. Bed 6 died.\n\n23:40. Rail put back."
    assert [content for content, *_ in own(text)] == [
        "Bed 6 restless, fever",
        "Bed 6 died",
        "Rail put back",
    ]


def test_what_stands_between_quotation_marks_is_not_the_authors() -> None:
    text = "MEMORANDUM\n\nWe heard this: “The store has burned. Nine men were in it on 3 May.” The store stands."
    assert own(text) == []


def test_a_sentence_that_quotes_somebody_is_left_to_them() -> None:
    text = "MEMORANDUM\n\nIan Roe insists that 14 litres a minute came through."
    assert own(text, ("Ian Roe", "insists", "that 14 litres a minute came through")) == []


def test_a_memos_figures_denials_and_dates_are_its_authors_word() -> None:
    text = (
        "MEMORANDUM\n\nThe tram was repaired twice. Four of the nine wells are blocked. Nobody has been warned.\n\n"
        "The office is on the second hill. A cold day."
    )
    assert [content for content, *_ in own(text)] == [
        "The tram was repaired twice",
        "Four of the nine wells are blocked",
        "Nobody has been warned",
        "The office is on the second hill",
    ]


def test_of_a_long_paper_only_what_has_weight_is_kept() -> None:
    plain = "The mill stands by the lower bridge. " * 120
    assert [content for content, *_ in own(f"MEMORANDUM\n\n{plain}\n\nFour of the nine wells are blocked.")] == [
        "Four of the nine wells are blocked"
    ]


def test_what_is_felt_wished_or_told_to_be_of_use_is_nobodys_claim() -> None:
    text = (
        "PRESS RELEASE\n\nOur thoughts are with the family. We hope for a dry June. Please use the west door.\n\n"
        "For further information telephone 0300 100. Visiting hours are unchanged since 4 May. It was very cold.\n\n"
        "It is with regret that we write on 3 May."
    )
    assert own(text) == []


def test_commands_of_a_letter_are_orders_and_courtesies_are_none() -> None:
    text = (
        "Dear Ian Roe,\n\nUse the green list for the shop. Do not copy the inspector. Please keep it "
        "off the shelf.\n\nLet me know by noon. Please find the sheet attached. Send my regards home.\n\nVera Blum"
    )
    assert [(content, kind) for content, kind, *_ in own(text)][:3] == [
        ("Use the green list for the shop", "orders"),
        ("Do not copy the inspector", "orders"),
        ("Please keep it off the shelf", "asks"),
    ]
    assert not any("attached" in content or "Let me" in content for content, *_ in own(text))


def test_a_release_ends_where_it_tells_who_it_comes_from() -> None:
    text = (
        "PRESS RELEASE\n\nColonel Max Hale remains in command of the Second Sector.\n\nAbout Norby Water Works\n\n"
        "Norby Water Works runs nine dams."
    )
    assert own(text) == [
        (
            "Colonel Max Hale remains in command of the Second Sector",
            "asserts",
            "public statement",
            "Norby Water Works",
        )
    ]


def test_a_correction_sets_the_right_figure_and_leaves_out_the_wrong_one() -> None:
    text = (
        "Norby Water Works\n\nCorrection\n\nThe test took place on 14 May, not 4 May. "
        "The gate will open again on 9 June."
    )
    assert [(c, k) for c, k, *_ in own(text)] == [
        ("The test took place on 14 May", "corrects"),
        ("The gate will open again on 9 June", "asserts"),
    ]


def test_a_newspaper_speaks_in_its_own_voice_only_where_it_puts_something_right() -> None:
    text = (
        "By Vera Blum\n\nThe weir let through 14 litres on 3 May.\n\n"
        "This article was amended on 9 May: the meeting took place on 12 March, not 28 February."
    )
    assert own(text) == [("the meeting took place on 12 March", "corrects", "public statement", "Norby Water Works")]


def test_a_log_without_a_named_author_keeps_its_entries() -> None:
    text = "PUMP LOG\n\n3 May. No sound at the mill.\n\n4 May. Sill dry again at 09:00."
    found = extract(content_of(text), ToyTagger()).attributions
    assert [(a.content[0].of(text), a.speaker_name, a.doubts) for a in found] == [
        ("No sound at the mill", None, ("no_speaker",)),
        ("Sill dry again at 09:00", None, ("no_speaker",)),
    ]


def test_a_log_is_terse_where_something_was_done() -> None:
    text = "PUMP LOG\n\n15:55 Boat rescue called. Line bad.\n\n16:10 Red flag hoisted on the mast."
    assert [content for content, *_ in own(text)] == ["Boat rescue called", "Red flag hoisted on the mast"]


def test_who_signs_with_an_office_writes_and_a_press_desk_does_not() -> None:
    body = "BRACK LABORATORIES\n\nCertificate of analysis 7\n\n1. Nine of the forty wells hold 10 grams of tar.\n\n"
    for foot, name in (
        ("Dr Ida Holm, Head of Marine Chemistry", "Ida Holm"),
        ("Press desk: Ida Holm", "Brack Laboratories"),
    ):
        content = content_of(body + foot, publisher="Brack Laboratories")
        found = [a for a in extract(content, ToyTagger()).attributions if a.voice == "document"]
        assert {a.speaker_name for a in found} == {name}
