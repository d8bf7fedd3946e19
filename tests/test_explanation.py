"""What the groups of features are named after."""

from cleaner.deciding.evidence import gather, gather_pages
from cleaner.explanation import GROUPS, group_of
from cleaner.segment.html import segment_page


def test_each_feature_of_both_models_has_a_group_and_each_group_features() -> None:
    names = {*gather(["a"]).names, *gather_pages([segment_page("<p>a")]).names}
    assert {group_of(name) for name in names} == {*GROUPS}
    begins = [begin for beginnings in GROUPS.values() for begin in beginnings]
    assert [
        begin for begin in begins if not any(f"{name} ".startswith(f"{begin} ") for name in names)
    ] == []
