# Prints the tasks that have ended in an event log of Spark and the sum of their launch times in ms since September 2020.
import json
import sys

tasks = launches = 0
with open(sys.argv[1], "rb") as log:
    for line in log:
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd":
            tasks += 1
            launches += event["Task Info"]["Launch Time"] - 1600000000000
print(tasks, launches)
