# A row that is answered by somebody else, 5 ms away: what calls a service or a
# database spends its time on.
import sys
import time

next(sys.stdin)
for line in sys.stdin:
    time.sleep(0.005)
    print(len(line.split(",")) - 1)
