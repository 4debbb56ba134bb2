"""Extracts a folder of JSON Lines with Spark Connect, where RDDs are not offered: one ascribe process per batch.

    spark-submit batches.py ASCRIBE INPUT OUTPUT
"""
import subprocess
import sys

import pandas as pd
from pyspark.sql import SparkSession


def main(ascribe, source, target):
    def extract(batches):
        for batch in batches:
            lines = [line for line in batch["value"] if line.strip()]
            if not lines:
                continue
            command = [ascribe, "--input", "jsonl", "--format", "jsonl", "--quiet", "--jobs", "1", "-"]
            run = subprocess.run(command, input="\n".join(lines) + "\n", stdout=subprocess.PIPE, check=True, encoding="utf-8")
            records = run.stdout.split("\n")[:-1]
            if len(records) != len(lines):
                raise RuntimeError(f"{len(lines)} lines in, {len(records)} records out")
            yield pd.DataFrame({"record": records})

    spark = SparkSession.builder.appName("ascribe").getOrCreate()
    lines = spark.read.text(source)
    records = lines.mapInPandas(extract, "record string")
    records.write.mode("overwrite").parquet(target)
    print(f"{spark.read.parquet(target).count()} out")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:4])
