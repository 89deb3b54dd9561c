"""A message is the finished Chinese sentence and remembers what it was made of."""

from letter.messages import Message, counted, joined, listed, message


def test_a_phrase_is_the_finished_sentence() -> None:
    said = message("“{name}”太大，这不是{kind}。", name="信.json", kind=message("信件文件"))
    assert said == "“信.json”太大，这不是信件文件。"
    assert said.template == "“{name}”太大，这不是{kind}。"
    assert said.values == {"name": "信.json", "kind": "信件文件"}


def test_braces_in_values_and_in_sentences_without_values_stay() -> None:
    assert message("对象 { }") == "对象 { }"
    assert message("缺少“{name}”。", name="{0}") == "缺少“{0}”。"


def test_a_message_that_counts_stays_one_when_it_is_filled() -> None:
    said = counted("{count} 行，不取 {refused} 行").filled(count=1, refused=2)
    assert said == "1 行，不取 2 行"
    assert said.counted
    assert not message("{count} 行").filled(count=1).counted


def test_messages_are_joined_and_listed_in_their_order() -> None:
    one, two, three = message("一。"), message("二。"), message("三。")
    assert joined([one, two, three]) == "一。二。三。"
    assert joined([one]) is one
    assert joined([]) == ""
    assert listed(["甲", "乙"]) == "甲、乙"
    assert isinstance(listed(["甲", "乙"]), Message)
