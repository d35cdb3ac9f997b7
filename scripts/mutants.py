"""Small faults to put into a module, one at a time: what ``scripts/mutate.py`` plants.

The operators are those of mutmut and cosmic-ray: comparisons, arithmetic, and/or, not, constants, conditions, calls left out, returned
values, early ends of loops. Annotations, docstrings, decorators, ``raise`` and names of ``__all__`` are left alone.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_SWAPPED: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "first": "last", "start": "end", "end": "start"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault.

    Attributes:
        path: the module.
        line: where in it.
        what: the change in a few words.
        number: its position among the module's mutants, by which it is made again.
    """

    path: Path
    line: int
    what: str
    number: int


def mutants(path: Path) -> list[Mutant]:
    """All faults that can be put into a module, in a fixed order."""
    tree = ast.parse(path.read_text("utf-8"))
    return [Mutant(path, line, what, number) for number, (line, what, _, _) in enumerate(_changes(tree))]


def mutated(path: Path, number: int) -> str:
    """The module's text with one fault."""
    tree = ast.parse(path.read_text("utf-8"))
    for at, (_, _, change, _) in enumerate(_changes(tree)):
        if at == number:
            change()
            return ast.unparse(ast.fix_missing_locations(tree))
    raise IndexError(number)


_Change = tuple[int, str, Callable[[], None], ast.AST]


def _changes(tree: ast.Module) -> Iterator[_Change]:
    """Each possible change of a tree: line, words, and what makes it."""
    for parent, name, index, node in _nodes(tree):
        for what, other in _others(node):
            yield node.lineno, what, _putting(parent, name, index, other), node  # type: ignore[attr-defined]


def _putting(parent: ast.AST, name: str, index: int | None, other: ast.AST) -> Callable[[], None]:
    def put() -> None:
        if index is None:
            setattr(parent, name, other)
        else:
            getattr(parent, name)[index] = other

    return put


_LEFT_ALONE: Final = frozenset({"annotation", "returns", "decorator_list", "bases", "type_comment", "ops", "op", "ctx", "type_params"})


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node that may be changed, with its place in its parent."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        parent = waiting.pop(0)
        for name, value in ast.iter_fields(parent):
            if name in _LEFT_ALONE:
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST) and not _is_text_of_its_own(child):
                    if hasattr(child, "lineno"):
                        yield parent, name, index, child
                    if not isinstance(child, ast.Raise | ast.Import | ast.ImportFrom) and not _is_of_types(child):
                        waiting.append(child)


def _is_text_of_its_own(node: ast.AST) -> bool:
    """A docstring, or a text behind a name that explains it."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_of_types(node: ast.AST) -> bool:
    """``X: TypeAlias = …``, a field without a value, ``__all__``, and ``if TYPE_CHECKING``."""
    if isinstance(node, ast.AnnAssign):
        return node.value is None or "TypeAlias" in ast.dump(node.annotation)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)


def _others(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in the place of a node, each with a few words."""
    match node:
        case ast.Compare(ops=[op]):
            for kind in _COMPARED.get(type(op), ()):
                yield f"{type(op).__name__} → {kind.__name__}", _with(node, ops=[kind()])
        case ast.BoolOp(op=op):
            swapped = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} → {type(swapped).__name__}", _with(node, op=swapped)
            for at in range(len(node.values)):
                rest = node.values[:at] + node.values[at + 1 :]
                yield f"operand {at + 1} of {type(op).__name__} left out", rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not left out", operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "sign left out", operand
        case ast.BinOp(op=op) if type(op) in _COMPUTED:
            yield f"{type(op).__name__} → {_COMPUTED[type(op)].__name__}", _with(node, op=_COMPUTED[type(op)]())
        case ast.AugAssign(op=op) if type(op) in _COMPUTED:
            yield f"{type(op).__name__}= → {_COMPUTED[type(op)].__name__}=", _with(node, op=_COMPUTED[type(op)]())
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "branches exchanged", _with(node, body=orelse, orelse=body)
        case ast.If(test=test) | ast.While(test=test):
            yield "condition turned round", _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=[_, *_]):
            yield "filter left out", _with(node, ifs=[])
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "returns None", _with(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield (
                "statement left out",
                ast.copy_location(ast.Pass(), node)
                if not isinstance(node.value, ast.Yield | ast.YieldFrom)
                else (ast.copy_location(ast.If(ast.Constant(False), [copy.deepcopy(node)], []), node)),
            )
        case ast.Continue():
            yield "continue → break", ast.copy_location(ast.Break(), node)
        case ast.Break():
            yield "break → continue", ast.copy_location(ast.Continue(), node)
        case ast.Call(func=ast.Name(id=name)) if name in _SWAPPED:
            yield f"{name} → {_SWAPPED[name]}", _with(node, func=ast.Name(_SWAPPED[name], ast.Load()))
        case ast.Attribute(attr=name) if name in _SWAPPED:
            yield f".{name} → .{_SWAPPED[name]}", _with(node, attr=_SWAPPED[name])
        case ast.Constant():
            yield from _constants(node)


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    match node.value:
        case bool():
            yield f"{node.value} → {not node.value}", _with(node, value=not node.value)
        case int() | float():
            yield f"{node.value} → {node.value + 1}", _with(node, value=node.value + 1)
        case str() if node.value:
            yield f"{node.value[:20]!r} → 'XX'", _with(node, value=f"XX{node.value}XX")


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(node: ast.AST, **changed: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in changed.items():
        setattr(other, name, value)
    return other
