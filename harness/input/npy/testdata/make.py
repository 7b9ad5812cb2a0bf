"""Makes the .npy files beside it, and expected.txt: what NumPy's astype makes of
each. Run with NumPy: python3 make.py"""
import numpy as np
from numpy.lib import format as npy

lines = []


def save(name, a, version=(1, 0)):
    with open(name + ".npy", "wb") as f:
        npy.write_array(f, a, version)
    values = " ".join(float(v).hex() if v == v else "nan" for v in a.astype("<f8").ravel(order="C"))
    lines.append(f"{name} {a.shape[0]} {a.shape[1]} {values}")


for code in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
    if code[0] == "f":
        info = np.finfo(code)
        extreme = [info.max, info.min, info.tiny, info.smallest_subnormal, np.nan, np.inf, -np.inf, -0.0, 1 / 3, np.pi, 0, 1]
    else:
        info = np.iinfo(code)
        extreme = [info.max, info.min, info.max - 1, info.min + 1, info.max // 2, info.max // 3, 0, 1, 2, 3, 5, 7]
    for order in "<>":
        a = np.array(extreme, dtype=order + code).reshape(4, 3)
        name = code + {"<": "le", ">": "be"}[order]
        save(name, a)
        save(name + "-fortran", np.asfortranarray(a))
save("b1", np.array([[True, False, True]]))
bytes_of_bools = np.array([[0, 1, 2, 255]], dtype="u1").view("?")
save("b1-any", bytes_of_bools)
save("i8-rounded", np.array([[2**53 + 1, -(2**53) - 1], [2**53 + 3, 2**62 + 2**9 + 1]]))
save("version2", np.arange(6.0).reshape(2, 3), (2, 0))
save("version3", np.arange(6.0).reshape(3, 2), (3, 0))
save("column-fortran", np.asfortranarray(np.arange(5.0).reshape(5, 1)))
save("long", np.array([[i * 64 + j for j in range(7)] for i in range(300)], dtype="<i2", order="F"))
with open("expected.txt", "w") as f:
    f.write("\n".join(lines) + "\n")
