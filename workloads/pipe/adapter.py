# Calls a function of a script for every row that harness hands over: the worker of --workload
# python. It reads rows on descriptor 3 and writes answers on descriptor 4, in the frame that
# binary.go describes. It needs the standard library alone; a row of numbers is an array of numpy
# where the script has imported that.
import gc
import inspect
import keyword
import operator
import os
import re
import struct
import sys
import time
import traceback
import types
from array import array

CANNOT_LOAD, NO_FUNCTION, OTHER_PARAMETERS, RAISED, NO_ANSWER = 1, 2, 3, 4, 5
COLUMNS, ANSWERS, FAULT, RUN_BY = 1, 2, 3, 4  # kinds of messages
EVERY = 0.2  # seconds after which answers are handed over, though their chunk has more rows
NO_RESULTS = ("id", "row")  # names in an answer that tell which row it answers
NAN = float("nan")


class Fault(Exception):
    """Why there are no more answers: a code, and a text of one line."""

    def __init__(self, code, text):
        self.code, self.text = code, text


class Rows:
    """The rows, as they come."""

    def __init__(self, source):
        self.source = source
        cols, texts, a, b, self.width, named = self.numbers("i", 6)
        self.cols, self.groups = cols, (a, b)
        names = self.texts(cols + texts)
        self.columns, self.words = names[:cols], names[cols:]
        self.answer = self.texts(self.width) if named else None

    def raw(self, size):
        raw = bytearray(size)
        if self.source.readinto(raw) < size:
            raise EOFError
        return raw

    def numbers(self, code, n):
        """Returns n numbers of that type of package struct."""
        numbers = array(code)
        numbers.frombytes(self.raw(n * numbers.itemsize))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def texts(self, n):
        sizes = self.numbers("i", n)
        raw, texts, at = self.raw(sum(sizes)), [], 0
        for size in sizes:
            texts.append(raw[at:at + size].decode("utf-8", "surrogateescape"))
            at += size
        return texts

    def chunk(self):
        """Returns the number of the first row, the ids, the numbers and the columns of text of the
        next rows; None where there are no more."""
        head = self.source.read(8)
        if len(head) < 8:
            return None
        n = self.numbers("i", 1)[0]
        return int(struct.unpack("<d", head)[0]), self.texts(n), self.numbers("d", n * self.cols), [self.texts(n) for _ in self.words]


class Answers:
    """The answers. width, how many columns they have, is 0 until it is known."""

    def __init__(self, sink, wanted):
        self.sink, self.wanted = sink, wanted
        self.names, self.width = None, 0
        self.numbers, self.rows = array("d"), 0  # not handed over yet
        self.at = 0  # answers of the chunk so far
        self.due = 0.0

    def add(self, answer):
        """Takes what the function returned for the next row."""
        if self.width == 1 and isinstance(answer, float) and self.names is None:
            self.numbers.append(answer)
        elif answer is not None:
            self.take(*columns_of(answer))
        elif self.width:
            self.numbers.extend([NAN] * self.width)
        self.rows += 1
        self.at += 1

    def take(self, names, values):
        """Takes an answer of these columns."""
        chosen = self.names if self.width else self.wanted
        if names and chosen and names != chosen and set(chosen) <= set(names) and (self.wanted or len(names) == len(chosen)):
            named = dict(zip(names, values))
            names, values = chosen, [named[name] for name in chosen]
        numbers = [number(v, names and names[i]) for i, v in enumerate(values)]
        if not self.width:
            self.learn(names, len(values))
        if names != self.names or len(values) != self.width:
            raise Fault(NO_ANSWER, "%s, and before %s: return the same columns for every row, or %s" % (
                shape(names, len(values)), shape(self.names, self.width), "None"))
        self.numbers.extend(numbers)

    def learn(self, names, width):
        """Learns the columns, and tells them, and what runs this."""
        if width == 0:
            raise Fault(NO_ANSWER, "nothing: return a number, several, or a dict of numbers")
        self.names, self.width = names, width
        own = "Python" if sys.implementation.name == "cpython" else sys.implementation.name
        self.write(struct.pack("<i", RUN_BY) + listed(["%s %d.%d.%d" % (own, *sys.version_info[:3])]))
        self.write(struct.pack("<iii", COLUMNS, width, names is not None) + listed(names or []))
        self.numbers.extend([NAN] * (width * self.rows))  # before which the function returned None

    def hand_over(self):
        """Writes the answers that it has."""
        if not self.rows:
            return
        if not self.width:
            self.learn(None, 1)
        if sys.byteorder == "big":
            self.numbers.byteswap()
        self.write(struct.pack("<ii", ANSWERS, self.rows) + self.numbers.tobytes())
        self.numbers, self.rows = array("d"), 0
        self.due = time.monotonic() + EVERY

    def fail(self, fault):
        at = self.at if fault.code in (RAISED, NO_ANSWER) else -1
        self.write(struct.pack("<iii", FAULT, fault.code, at) + listed([fault.text[:1 << 14]]))

    def write(self, message):
        while message:
            message = message[os.write(self.sink, message):]


def listed(texts):
    raw = [text.encode("utf-8", "backslashreplace") for text in texts]
    return struct.pack("<%di" % len(raw), *map(len, raw)) + b"".join(raw)


def shape(names, width):
    if names:
        return "the columns " + few(names)
    return "1 number" if width == 1 else "%d numbers" % width


def few(names):
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def columns_of(answer):
    """Returns the names of the columns of an answer, None where it has none, and its values."""
    if isinstance(answer, (float, int, str, bytes)):
        return None, [answer]
    if hasattr(answer, "keys"):  # a dict, a series of pandas
        pairs = [(str(key), answer[key]) for key in answer.keys()]
    elif hasattr(answer, "_fields"):  # a namedtuple, a result of scipy
        pairs = [(name, getattr(answer, name)) for name in answer._fields]
    else:
        try:
            return None, list(answer)
        except TypeError:
            return None, [answer]
    pairs = [pair for pair in pairs if pair[0] not in NO_RESULTS]
    return [name for name, _ in pairs], [value for _, value in pairs]


def number(value, column):
    """Returns a value of an answer as a float. column is its name, None where it has none."""
    if type(value) is float:
        return value
    if getattr(value, "shape", None) == ():  # of numpy, or a library like it
        value = value.item()
    if value is None or type(value).__name__ == "NAType":  # of pandas
        return NAN
    fault = "of type %s, which is no number" % type(value).__name__
    cure = "return a number, several, or a dict of numbers" if column is None else "name the columns that are numbers with --outputs"
    try:
        if isinstance(value, (str, bytes)):
            fault = "which is no number"
        elif not hasattr(value, "__index__"):
            return float(value)
        else:
            whole = operator.index(value)
            if float(whole) == whole:
                return float(whole)
            fault, cure = "which a float64 rounds", "return it as a float, or in two columns"
    except OverflowError:
        fault, cure = "which is beyond a float64", "return a smaller number"
    except Exception:
        pass
    raise Fault(NO_ANSWER, "%s%s, %s: %s" % ("" if column is None else column + " = ", "%.60r" % (value,), fault, cure))


def load(path):
    """Returns the module of a script. Its imports find its folder first."""
    sys.path[:] = [os.path.dirname(os.path.abspath(path))] + [p for p in sys.path if p != ""]
    sys.argv = [path]
    module = types.ModuleType(os.path.splitext(os.path.basename(path))[0])
    module.__file__ = path
    sys.modules[module.__name__] = module
    try:
        with open(path, "rb") as source:
            code = compile(source.read(), path, "exec")
        execute(code, module.__dict__)
    except BaseException as error:
        cure = "mend the script"
        if isinstance(error, ModuleNotFoundError):
            cure = "install it for %s, or name another interpreter with --interpreter" % sys.executable
        raise Fault(CANNOT_LOAD, "%s: %s" % (said(error, path), cure))
    return module


def execute(code, names):
    """Executes a script. Nearly all that imports make stays until the end: meanwhile the collector looks for
    garbage a hundred times less often, and afterwards never again among what there is."""
    if not hasattr(gc, "freeze"):
        exec(code, names)
        return
    usual = gc.get_threshold()
    rarely = (100 * usual[0],) + usual[1:]
    gc.set_threshold(*rarely)
    exec(code, names)
    if gc.get_threshold() == rarely:  # the script has not set its own
        gc.set_threshold(*usual)
    gc.freeze()


def said(error, path):
    """Returns the last line of the traceback of an error, and where in the script it was raised."""
    text = traceback.format_exception_only(type(error), error)[-1].strip().split("\n")[0]
    if isinstance(error, SystemExit):
        text = "it called sys.exit(%s)" % ("" if error.code is None else repr(error.code))
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
    if isinstance(error, SyntaxError) and error.filename == path:
        lines, text = [error.lineno], "%s: %s" % (type(error).__name__, error.msg)
    return text + (" (%s, line %s)" % (os.path.basename(path), lines[-1]) if lines else "")


def find(module, name):
    """Returns the function of that name, which may have dots in it."""
    try:
        function = operator.attrgetter(name)(module)
    except AttributeError:
        function = None
    if callable(function):
        parent = operator.attrgetter(name.rpartition(".")[0])(module) if "." in name else None
        if isinstance(parent, type) and inspect.isfunction(function) and not isinstance(inspect.getattr_static(parent, name.rpartition(".")[2]), staticmethod):
            raise Fault(OTHER_PARAMETERS, "it is a method, and %s a class: write model = %s() in %s, and type model.%s for it" % (
                parent.__name__, parent.__name__, os.path.basename(module.__file__), name.rpartition(".")[2]))
        return function
    own = [n for n, f in vars(module).items() if callable(f) and not isinstance(f, type) and n[0] != "_" and getattr(f, "__module__", "") == module.__name__]
    raise Fault(NO_FUNCTION, "\n".join(own))


def spelling(column):
    """Returns how the name of a column is spelt where it is that of a parameter."""
    name = re.sub(r"\W", "_", column)
    return "_" + name if name[:1].isdigit() else name + "_" if keyword.iskeyword(name) else name


class Arguments:
    """What the function gets: columns by their names, the two groups, or the row, which is a dict or
    numbers; and id and seed, where it has parameters of these names."""

    def __init__(self, function, rows, form):
        self.rows = rows
        self.dict = form == "columns" or form == "auto" and bool(rows.words)
        self.by_name, self.groups, self.given = [], False, []
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except (TypeError, ValueError):  # it is written in C, and gets the row
            return
        columns = rows.columns + rows.words
        spelt = [spelling(c) for c in columns]
        of = {s: c for s, c in zip(spelt, columns) if spelt.count(s) == 1}
        of.update(zip(columns, columns))
        named = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
        self.given = [n for n in named if n in ("id", "seed") and n not in of]
        needed = [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) and p.name not in self.given]
        places = [p for p in parameters if p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD) and p.name not in self.given]
        if needed and set(needed) <= set(of) & set(named):
            self.by_name = [(n, of[n]) for n in named if n in of]
        elif len(needed) == 2 and sum(rows.groups):
            self.groups = True
        elif len(needed) > 1 or not places:
            raise Fault(OTHER_PARAMETERS, "it takes (%s): let it take one parameter, the row; or two, the groups, where the rows have groups; or columns by their names, here %s" % (
                ", ".join(map(str, parameters)), few(spelt)))

    def of(self, chunk, numpy):
        """Yields the arguments for each row of a chunk: those by place, and those by name."""
        first, ids, numbers, texts = chunk
        cols, (a, _), names = self.rows.cols, self.rows.groups, self.rows.columns + self.rows.words
        by_name, as_dict, groups, given = self.by_name, self.dict and not self.groups, self.groups, self.given
        apart = bool(by_name) or as_dict
        table = numbers.tolist() if apart or numpy is None else numpy.frombuffer(numbers, numpy.float64)
        for i in range(len(ids)):
            row = table[i * cols:(i + 1) * cols]
            named = {}
            if apart:
                row = dict(zip(names, row + [text[i] for text in texts]))
            if by_name:
                named = {name: row[column] for name, column in by_name}
            if given:
                named.update({name: ids[i] if name == "id" else first + i for name in given})
            yield () if by_name else (row[:a], row[a:]) if groups else (row,), named


def work(function, rows, answers, path, form):
    """Answers all rows."""
    arguments = Arguments(function, rows, form)
    add, clock = answers.add, time.monotonic
    for chunk in iter(rows.chunk, None):
        answers.at, answers.due = 0, clock() + EVERY
        for places, named in arguments.of(chunk, sys.modules.get("numpy")):
            try:
                answer = function(*places, **named)
            except BaseException as error:
                raise Fault(RAISED, said(error, path) + ": mend it, or let it return None for a row without an answer")
            add(answer)
            if clock() > answers.due:
                answers.hand_over()
        answers.hand_over()


def main():
    path, name, form, outputs = sys.argv[1:5]
    for descriptor in (3, 4):
        os.set_inheritable(descriptor, False)  # what the function starts has neither
    answers = Answers(4, outputs.split("\n") if outputs else None)
    try:
        function = find(load(path), name)  # before the first rows come
        rows = Rows(os.fdopen(3, "rb", 1 << 16))
        answers.names, answers.width = rows.answer, rows.width
        work(function, rows, answers, path, form)
    except Fault as fault:
        answers.fail(fault)
        sys.stdout.flush()
        os._exit(1)


main()
