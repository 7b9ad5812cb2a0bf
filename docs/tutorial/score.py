import statistics
import time


def score(row):
    """Asks a service about a gene, which takes its time, and ranks the answer."""
    time.sleep(0.004)  # the service
    middle = statistics.median(row)
    spread = statistics.median(abs(x - middle) for x in row)
    return {"median": middle, "mad": spread}
