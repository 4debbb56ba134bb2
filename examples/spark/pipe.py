"""Extracts a folder of JSON Lines with Spark and writes Parquet: one ascribe process per partition, by RDD.pipe.

    spark-submit pipe.py ASCRIBE INPUT OUTPUT

INPUT is a path of JSON Lines, one {"id", "text", …} a line. One line comes out for every line that goes in, so the
counts are compared before anything is written: a lost line stops the job.
"""
import sys

from pyspark.sql import SparkSession


def main(ascribe, source, target):
    spark = SparkSession.builder.appName("ascribe").getOrCreate()
    lines = spark.sparkContext.textFile(source).filter(lambda line: line.strip())
    records = lines.pipe(f"{ascribe} --input jsonl --format jsonl --quiet --jobs 1 -", checkCode=True).cache()
    lines_in, records_out = lines.count(), records.count()
    if lines_in != records_out:
        sys.exit(f"{lines_in} lines in, {records_out} records out")
    frame = spark.read.json(records)
    frame.write.mode("overwrite").parquet(target)
    errors = records.filter(lambda line: '"error":' in line[:400]).count()
    print(f"{lines_in} in, {records_out} out, {errors} errors")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:4])
