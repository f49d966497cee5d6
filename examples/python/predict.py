"""Predicts a file of rows: python predict.py MODEL DATA OUTPUT, as Relevo calls it."""

import csv
import sys
from pathlib import Path

import joblib

from table import pixels_of, read

model_folder, data, output = sys.argv[1:]
model = joblib.load(Path(model_folder) / "model.joblib")
columns = read(data)
probabilities = model.predict_proba(pixels_of(columns))

with open(output, "w", newline="") as file:
    write = csv.writer(file).writerow
    write(["image", "prediction", *(f"p:{digit}" for digit in model.classes_)])
    for image, row in zip(columns["image"], probabilities):
        write([image, model.classes_[row.argmax()], *row])
