"""Every command and every fact keeps the house's form."""

import inspect
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest

import motcua
from motcua.kernel.actor import Actor
from motcua.kernel.events import Fact

SOURCE = Path(motcua.__file__).parent


def _modules(pattern: str) -> Iterator[ModuleType]:
    for path in sorted(SOURCE.glob(pattern)):
        if path.stem != "__init__":
            yield import_module(".".join(("motcua", *path.relative_to(SOURCE).with_suffix("").parts)))


def _public_functions(module: ModuleType) -> list[Any]:
    own = [value for name, value in vars(module).items() if not name.startswith("_") and inspect.isfunction(value)]
    return [value for value in own if value.__module__ == module.__name__]


COMMANDS = list(_modules("*/commands/*.py"))
FACTS = [
    kind
    for module in _modules("*/events.py")
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Fact) and kind.__module__ == module.__name__ and "kind" in vars(kind)
]


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_a_command_is_one_public_function_named_as_its_file(module: ModuleType) -> None:
    assert [function.__name__ for function in _public_functions(module)] == [module.__name__.rpartition(".")[2]]


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_a_command_takes_keywords_only_with_who_and_when(module: ModuleType) -> None:
    [command] = _public_functions(module)
    parameters = inspect.signature(command).parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    hints = get_type_hints(inspect.unwrap(command))
    assert (hints["actor"], hints["at"]) == (Actor, datetime)


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_a_command_is_one_durable_transaction(module: ModuleType) -> None:
    source = inspect.getsource(module)
    assert source.count("@transaction.atomic(durable=True)\ndef ") == 1


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.__name__)
def test_a_command_asks_may_they_and_records(module: ModuleType) -> None:
    source = inspect.getsource(module)
    assert "actor.must(" in source and "record(" in source


def test_every_kind_of_fact_is_its_own_for_ever() -> None:
    kinds = [fact.kind for fact in FACTS]
    assert len(kinds) == len(set(kinds)) and FACTS


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_a_fact_has_a_sentence_that_says_what_it_is(fact: type[Fact]) -> None:
    assert (fact.__doc__ or "").strip().endswith(".")
