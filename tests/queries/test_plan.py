"""Plans as trees, against the small plan counted by hand."""


from plads.filters import Filter
from plads.queries import plan
from plads.tilstand import Tilstand

ALT = Filter("lille")


def test_it_counts_each_level_in_the_plans_own_words(ask):
    assert [(row.flertal, row.antal, row.hoved) for row in ask(plan.levels)] == [
        ("Planer", 1, False),
        ("Indsatser", 2, True),
        ("Delindsatser", 2, False),
    ]


def test_the_tree_comes_in_reading_order_with_its_main_element(ask):
    assert [(row.maerke, row.hoved) for row in ask(plan.tree)] == [
        ("plan", None),
        ("a", "a"),
        ("a1", "a"),
        ("a2", "a"),
        ("b", "b"),
    ]


def test_choosing_a_main_element_covers_what_is_below_it(ask):
    assert set(ask(plan.scope, Filter("lille", indsatser=("a",)))) == {"lille/a", "lille/a1", "lille/a2"}


def test_an_unknown_choice_covers_nothing(ask):
    assert ask(plan.scope, Filter("lille", indsatser=("z",))) == {}


def test_an_element_is_called_by_its_letter_or_its_level(ask):
    assert [row.navn for row in ask(plan.tree)][1:3] == ["a) Første indsats", "Delindsats a1: Første del"]


def test_an_unknown_link_is_shown_as_unknown(ask):
    links = {(row.art, row.til): row.tilstand for row in ask(plan.links, Filter("lille", indsatser=("b",)))}
    assert links == {("afhaenger_af", "lille/a"): Tilstand.OPLYST, ("bidrager_til", None): Tilstand.IKKE_OPLYST}


def test_an_extent_keeps_both_ends(ask):
    row = ask(plan.extents)[0]
    assert (row.minimum, row.maksimum, row.vaerdi, row.ca) == (3, 4, None, True)


def test_a_plan_that_does_not_exist_is_empty(ask):
    assert ask(plan.tree, Filter("findes-ikke")) == []
