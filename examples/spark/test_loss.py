"""Kills an executor in the middle of the job and compares every record with a direct run.

    python test_loss.py BINARY

On Linux: the executors of a local cluster are processes below this one.
"""

import os
import signal
import sys
import tempfile
import threading
import time

import extract_job
import test_job
from pyspark.sql import SparkSession

PARTITIONS = 16


def parent(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        return int(file.read().rsplit(")", 1)[1].split()[1])


def is_below(pid, top):
    while pid > 1:
        if pid == top:
            return True
        pid = parent(pid)
    return False


def executors():
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                is_executor = b"CoarseGrainedExecutorBackend" in file.read()
            if is_executor and is_below(int(pid), os.getpid()):
                found.append(int(pid))
        except OSError:
            pass
    return found


def kill_one(context, killed):
    """Waits until some tasks are done and others at work."""
    while not killed:
        for job in context.statusTracker().getActiveJobsIds():
            for stage in context.statusTracker().getJobInfo(job).stageIds:
                info = context.statusTracker().getStageInfo(stage)
                if info and info.numCompletedTasks >= 2 and info.numActiveTasks > 0:
                    killed.append(executors()[0])
                    os.kill(killed[0], signal.SIGKILL)
                    return
        time.sleep(0.05)


def main():
    binary = os.path.abspath(sys.argv[1])
    session = SparkSession.builder.master("local-cluster[2,1,1024]").appName("loss")
    spark = session.getOrCreate()
    context = spark.sparkContext
    context.addPyFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), "extract_job.py"))
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "records.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in test_job.records())
        killed = []
        killer = threading.Thread(target=kill_one, args=(context, killed), daemon=True)
        killer.start()
        source = context.textFile(lines, PARTITIONS)
        found = source.pipe(f"{binary} stream --jobs 1", checkCode=True).collect()
        with open(lines, "rb") as file:
            wanted = test_job.direct(binary, file.read())
    assert killed, "the job was over before an executor could be killed"
    # Lines of errors name the line of their partition, the only thing that may differ.
    kept = [[line for line in lines if "bad-record" not in line] for lines in (found, wanted)]
    assert kept[0] == kept[1] and len(found) == len(wanted)
    print(f"executor {killed[0]} was killed; {len(found)} records are as in a direct run")
    spark.stop()


if __name__ == "__main__":
    main()
