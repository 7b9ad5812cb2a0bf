# A function of 50 µs or so, for what it costs to have it called.
def fifty(row):
    total = 0.0
    for _ in range(12):
        for value in row:
            total += value * value
    return total
