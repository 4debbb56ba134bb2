"""Runs both jobs for real, in local mode, over lines good and bad: counts in and out must agree.

    python3 test.py ASCRIBE

Needs Java and pyspark (with pandas and pyarrow for the second job).
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def lines():
    article = "Mayor Ana Ruiz said on Monday that the bridge will reopen. “We are ready,” Ruiz told reporters in Quito."
    for number in range(2_000):
        yield json.dumps({"id": f"article-{number}", "text": article, "date": "2025-04-19"}, ensure_ascii=False)
    yield "this is not JSON"
    yield json.dumps({"id": "no-text"})
    yield json.dumps({"id": "lines", "text": "One\u2028two\u0085three. “Yes,” she said."}, ensure_ascii=False)
    yield json.dumps({"id": "long", "text": "The council met. " * 3_000_000})


def main(ascribe):
    ascribe = os.path.abspath(ascribe)
    expected = sum(1 for _ in lines())
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in")
        os.mkdir(source)
        open(os.path.join(source, "empty.jsonl"), "w").close()
        with open(os.path.join(source, "articles.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines())
        environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
        passed = 0
        for job in ("pipe.py", "batches.py"):
            target = os.path.join(folder, job + ".parquet")
            run = subprocess.run([sys.executable, os.path.join(HERE, job), ascribe, source, target],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment)
            if run.returncode or f"{expected} out" not in run.stdout:
                sys.exit(f"{job}: expected {expected} out, got {run.stdout!r}\n{run.stderr[-4000:]}")
            print(f"{job}: {run.stdout.strip()}")
            passed += 1
        print(f"spark: {passed} passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1])
