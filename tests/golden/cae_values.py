"""Reads the values of a `.cae` text: numbers and arithmetic, sizes such as 3x3, words, names of layers, activations.

A value is an int or a float, a Word, a tuple of sizes, or an Activation.
"""
import math
import re
from collections import ChainMap
from contextlib import contextmanager
from fractions import Fraction
from typing import NamedTuple

ACTIVATIONS = {
    "relu": {}, "leaky_relu": {"slope": 0.3}, "elu": {"alpha": 1.0}, "selu": {}, "gelu": {}, "sigmoid": {},
    "tanh": {}, "softplus": {}, "silu": {}, "linear": {},
}
FUNCTIONS = {"min": min, "max": max, "floor": math.floor, "ceil": math.ceil}
NAME = r"[A-Za-z_]\w*"


class Activation(NamedTuple):
    kind: str
    arguments: dict


class Word(str):
    """A name, with the call of a block in which it was written: there it may be the name of a layer."""

    def __new__(cls, text, call):
        word = super().__new__(cls, text)
        word.call = call
        return word


class ValueReader:
    """A place in a text, the names that have a value there (`scope`) and the call of a block that is being read."""

    def __init__(self, text, call):
        self.text, self.position, self.call = text, 0, call
        self.scope = ChainMap()

    # The characters.
    def match(self, pattern, skip=r"[ \t]*"):
        found = re.compile(skip + "(" + pattern + ")").match(self.text, self.position)
        if found:
            self.position = found.end()
            return found.group(1)
        return None

    def expect(self, pattern, skip=r"[ \t]*"):
        found = self.match(pattern, skip)
        if found is None:
            line = self.text.count("\n", 0, self.position) + 1
            raise ValueError(f"line {line}: expected {pattern} at {self.text[self.position:self.position + 20]!r}")
        return found

    def sees(self, pattern, skip=r"[ \t]*"):
        return re.compile(skip + pattern).match(self.text, self.position) is not None

    @contextmanager
    def elsewhere(self, text, position, scope, call):
        """Reads on at another place and comes back."""
        here = self.text, self.position, self.scope, self.call
        self.text, self.position, self.scope, self.call = text, position, scope, call
        yield
        self.text, self.position, self.scope, self.call = here

    # Arithmetic: whole numbers stay whole, so that `/` can be checked.
    def atom(self):
        if self.match(r"\("):
            return self.closed(self.sum())
        if self.match(r"-"):
            return -self.atom()
        number = self.match(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
        if number is not None:
            return int(number) if number.isdigit() else float(number)
        function = self.match(rf"(?:{'|'.join(FUNCTIONS)})(?=[ \t]*\()")
        if function is not None:
            self.expect(r"\(")
            arguments = [self.sum()]
            while self.match(","):
                arguments.append(self.sum())
            return self.closed(FUNCTIONS[function](*arguments))
        return self.scope[self.expect(NAME)]

    def closed(self, value):
        self.expect(r"\)")
        return value

    def product(self):
        value = self.atom()
        while True:
            operator = self.match(r"[*/]")
            if operator is None:
                return value
            other = self.atom()
            if operator == "*":
                value = value * other
            elif isinstance(value, int) and isinstance(other, int):
                exact = Fraction(value, other)
                if exact.denominator != 1:
                    raise ValueError(f"{value}/{other} does not divide evenly")
                value = int(exact)
            else:
                value = value / other

    def sum(self):
        value = self.product()
        while True:
            operator = self.match(r"[+-]")
            if operator is None:
                return value
            other = self.product()
            value = value + other if operator == "+" else value - other

    # The values.
    def value(self):
        activation = self.match(rf"(?:{'|'.join(ACTIVATIONS)})(?=\()")
        if activation is not None:
            return self.activation(activation)
        sizes = self.sizes()
        if sizes is not None:
            return sizes
        is_word = self.sees(NAME) and not self.sees(rf"(?:{'|'.join(FUNCTIONS)})\(")
        name = re.compile(rf"[ \t]*({NAME})").match(self.text, self.position) if is_word else None
        if name and not isinstance(self.scope.get(name.group(1)), (int, float)):
            return self.reference()
        return self.sum()

    def sizes(self):
        """`HxW` and `HxWxC`, or None; the first size is no name, since `kx3` is one."""
        start = self.position
        parts = []
        while self.sees(r"[\d(]" if not parts else rf"(?:\d|\(|{NAME})", skip="[ \t]*" if not parts else ""):
            parts.append(self.size())
            if not self.match(r"x(?=[\w(])", skip=""):
                break
        if len(parts) > 1:
            return tuple(parts)
        self.position = start
        return None

    def size(self):
        if self.match(r"\("):
            return self.closed(self.sum())
        digits = self.match(r"\d+")
        return int(digits) if digits is not None else self.scope[self.expect(NAME)]

    def given_name(self):
        """A name as it is written; `level[2]` is level2."""
        name = self.expect(NAME)
        if self.match(r"\[", skip=""):
            name += str(self.sum())
            self.expect(r"\]")
        return name

    def reference(self):
        """A word or the name of a layer. A block's parameter stands for what the call gave."""
        name = self.given_name()
        meaning = self.scope.get(name)
        return Word(name, self.call) if meaning is None or isinstance(meaning, (int, float)) else meaning

    def activation(self, kind):
        """An activation with the arguments that may stand behind its name."""
        arguments = dict(ACTIVATIONS[kind])
        if self.match(r"\(", skip=""):
            while not self.match(r"\)"):
                name = self.expect(r"\w+")
                self.expect("=")
                arguments[name] = self.sum()
                self.match(",")
        return Activation(str(kind), arguments)
